/** The look of the school's pages: warm paper, one green, the system's own letters. */
export const schoolStyle = `
:root { color-scheme: light; --paper: #fbf8f3; --card: #fff; --ink: #22302c; --soft: #5b6a65; --line: #e4ddd1;
  --green: #0f6b57; --green-dark: #0b5142; --mint: #e3f1ec; --sun: #f2b84b; --rose: #e2725b; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 17px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
h1, h2, h3 { line-height: 1.15; letter-spacing: -0.015em; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(2rem, 5.2vw, 3.4rem); }
h2 { font-size: clamp(1.5rem, 3vw, 2.1rem); }
h3, .card h2, h2.label { font-size: 1.2rem; }
p { margin: 0; }
a { color: var(--green); }
svg { display: block; }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--sun); outline-offset: 2px; border-radius: 4px; }
.wrap { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
.demo { background: var(--ink); color: #f4efe6; font-size: 14px; text-align: center; padding: 6px 16px; }
.top { border-bottom: 1px solid var(--line); background: var(--paper); }
.top .wrap { display: flex; align-items: center; gap: 4px 24px; flex-wrap: wrap; padding-top: 14px;
  padding-bottom: 14px; }
.brand { display: flex; align-items: center; gap: 12px; color: var(--ink); text-decoration: none; margin-right: auto; }
.brand b { font-size: 1.3rem; letter-spacing: -0.02em; line-height: 1; display: block; }
.brand small { color: var(--soft); font-size: 13px; line-height: 1.2; display: block; }
.top nav { display: flex; flex-wrap: wrap; gap: 2px 20px; }
.top nav a { color: var(--ink); text-decoration: none; padding: 6px 0; }
.top nav a:hover, .top nav a[aria-current] { color: var(--green); text-decoration: underline;
  text-underline-offset: 6px; }
.language { font-size: 15px; padding: 6px 0; }
.button { display: inline-block; border: 0; border-radius: 12px; background: var(--green); color: #fff; cursor: pointer;
  font: inherit; font-weight: 600; padding: 13px 24px; text-decoration: none; text-align: center; }
.button:hover { background: var(--green-dark); }
.button.plain { background: transparent; color: var(--green); box-shadow: inset 0 0 0 2px var(--green); }
.button.plain:hover { background: var(--mint); }
.button.small { padding: 8px 16px; font-size: 15px; border-radius: 10px; }
.row { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.hero { display: grid; grid-template-columns: 1.1fr 1fr; gap: 40px; align-items: center; padding-block: 56px 64px; }
.hero p { font-size: 1.2rem; color: var(--soft); margin: 20px 0 28px; max-width: 32em; }
.hero svg { width: 100%; height: auto; }
.invited { background: var(--mint); border: 1px solid #bfe0d5; border-radius: 14px; padding: 14px 18px;
  margin-top: 24px;
  display: flex; gap: 12px; align-items: center; font-weight: 600; }
.invited svg { flex: none; }
.band { background: var(--card); border-block: 1px solid var(--line); padding: 56px 0; }
.part { padding-block: 56px; }
.cards { display: grid; gap: 20px; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); margin-top: 28px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 18px; padding: 24px; }
.band .card { background: var(--paper); }
.card p { color: var(--soft); margin-top: 8px; }
.card svg { margin-bottom: 14px; }
.course { display: flex; flex-direction: column; }
.course .greeting { font-size: 1.7rem; font-weight: 700; color: var(--green); line-height: 1.2; margin-bottom: 12px; }
.course .price { margin: 16px 0 14px; font-weight: 600; color: var(--ink); }
.course > :nth-last-child(2) { margin-top: auto; padding-top: 16px; }
.friend { display: grid; grid-template-columns: auto 1fr auto; gap: 28px; align-items: center; background: var(--green);
  color: #fff; border-radius: 24px; padding: 32px 36px; }
.friend p { margin-top: 8px; color: #dff0ea; }
.friend .button { background: #fff; color: var(--green-dark); }
.narrow { max-width: 560px; margin: 0 auto; padding: 48px 24px 72px; }
.narrow h1 { font-size: clamp(1.9rem, 4vw, 2.5rem); }
.narrow > p { color: var(--soft); margin: 12px 0 24px; }
.narrow .invited { color: var(--ink); margin: 0 0 24px; }
form.fields { display: grid; gap: 18px; }
label.field, .field { display: grid; gap: 6px; font-weight: 600; }
.field small { color: var(--soft); font-weight: 400; font-size: 14px; }
input[type=text], input[type=email], input[type=tel], select { font: inherit; font-weight: 400; color: inherit;
  background: var(--card);
  border: 1px solid #b9b2a5; border-radius: 12px; padding: 12px 14px; width: 100%; }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 10px; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: 6px; }
.choice { display: flex; gap: 12px; align-items: center; border: 1px solid var(--line); background: var(--card);
  border-radius: 12px;
  padding: 12px 14px; cursor: pointer; }
.choice:has(input:checked) { border-color: var(--green); box-shadow: inset 0 0 0 1px var(--green);
  background: var(--mint); }
.choice input, .check input { accent-color: var(--green); width: 20px; height: 20px; flex: none; margin: 0; }
fieldset > small { color: var(--soft); margin: -2px 0 4px 16px; }
.choice b { margin-left: auto; white-space: nowrap; }
.packs { grid-template-columns: repeat(2, 1fr); }
.packs legend { grid-column: 1 / -1; }
.check { display: flex; gap: 12px; align-items: flex-start; }
.wrong { background: #fdecea; border: 1px solid #efb8ae; border-radius: 12px; padding: 12px 16px; }
.numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin: 24px 0 32px; }
.numbers .card b { display: block; font-size: 2.2rem; line-height: 1.1; color: var(--green); }
.list { list-style: none; margin: 16px 0 28px; padding: 0; display: grid; gap: 12px; }
.list li { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 14px 18px;
  display: flex;
  gap: 8px 16px; align-items: center; flex-wrap: wrap; }
.list li > :first-child { margin-right: auto; }
.list small { color: var(--soft); display: block; }
.copy { display: flex; gap: 12px; align-items: center; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px;
  padding: 12px 12px 12px 18px; margin: 8px 0 4px; }
.copy output { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 600; }
.copy output.code { font-size: 1.4rem; letter-spacing: 0.12em; font-family: ui-monospace, Menlo, Consolas, monospace; }
.gap { margin-top: 24px; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 15px; padding: 28px 0 40px; }
footer .wrap { display: flex; flex-wrap: wrap; gap: 8px 24px; justify-content: space-between; }
@media (max-width: 820px) {
  .hero { grid-template-columns: 1fr; gap: 24px; padding-block: 32px 40px; }
  .hero svg { max-width: 420px; margin: 0 auto; }
  .friend { grid-template-columns: 1fr; padding: 28px 24px; gap: 18px; }
  .band, .part { padding-block: 40px; }
  .wrap { padding-inline: 18px; }
  .narrow { padding: 32px 18px 56px; }
  .top nav { order: 3; width: 100%; }
}
@media (max-width: 420px) {
  .top nav { gap: 2px 12px; font-size: 15px; }
  .demo { font-size: 13px; }
}
@media (max-width: 400px) { .packs { grid-template-columns: 1fr; } }
`;
