/** How the documentation looks beside what all pages have. */
export const docsStyle = `
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 1rem 0 2rem; padding: 0; }
section { margin: 2.5rem 0; }
h2 { font-size: 1.3rem; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .25rem; }
h4 { font-size: .9rem; margin: .75rem 0 .25rem; }
details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .6rem .8rem; display: flex; flex-wrap: wrap; align-items: baseline;
  gap: .3rem .6rem; }
summary::before { content: '▸'; color: var(--soft); font-size: .8rem; }
[open] > summary::before { content: '▾'; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .5rem; }
details > :not(summary) { padding: 0 .8rem .8rem; }
.method { font: 600 .75rem/1 ui-monospace, monospace; padding: .3em .5em; border-radius: .25rem; min-width: 3.6rem;
  text-align: center; color: #fff; background: #4a5560; }
.get { background: #1c6d3a; } .post { background: #0b5cad; } .delete { background: #b02a2a; }
.summary { color: var(--soft); flex: 1 1 16rem; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
.soft, .type { color: var(--soft); font-size: .875rem; }
em { color: var(--accent); font-size: .8rem; font-style: normal; }
dl { margin: .25rem 0; padding: 0; }
dt { border-top: 1px solid var(--line); padding-top: .4rem; margin-top: .4rem; }
dd { margin: 0 0 0 1rem; font-size: .925rem; }
hr { border: 0; border-top: 1px dashed var(--line); }
`;
