/** The look of the widget: calm, in the workspace's colour, light and dark, and no wider than a phone. */
export const widgetStyle = `
:host{all:initial;color-scheme:light dark}
.box{--back:#fff;--ink:#16181d;--soft:#5a616b;--edge:#d5d9df;--accent:var(--onLight);box-sizing:border-box;
position:relative;max-width:22rem;padding:1rem 2.75rem 1rem 1rem;border:1px solid var(--edge);border-radius:.875rem;
background:var(--back);color:var(--ink);font:400 1rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
overflow-wrap:anywhere}
.corner{position:fixed;z-index:2147483000;right:1rem;bottom:1rem;width:calc(100% - 2rem);
box-shadow:0 8px 32px #10182829}
.title{margin:0;font-weight:650;font-size:1.0625rem}
.text{margin:.25rem 0 0;color:var(--soft)}
.links{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.75rem}
.action{display:inline-block;padding:.625rem 1rem;border-radius:.625rem;background:var(--fill);color:var(--onFill);
font-weight:600;text-decoration:none}
.rules{color:var(--accent);padding:.625rem 0}
.close{position:absolute;top:.25rem;right:.25rem;width:2.5rem;height:2.5rem;border:0;border-radius:.625rem;
background:none;color:var(--soft);font:400 1.5rem/1 system-ui,sans-serif;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (prefers-color-scheme:dark){.box{--back:#1b1e22;--ink:#eceef1;--soft:#a6adb7;--edge:#3a4047;
--accent:var(--onDark)}}
@media print{.corner{display:none}}
`;
