/**
 * How customers' pages look: one column, system fonts, a grid of 4 px, one accent. Colours of their own come before
 * this as `--fill`, `--on-fill`, `--accent-light` and `--accent-dark`.
 */
export const brandedStyle = `
:root{color-scheme:light dark;--back:#f6f7f8;--card:#fff;--text:#16181d;--soft:#5a616b;--line:#e2e5e9;--field:#fff;
--edge:#858d98;--bad:#b3261e;--bad-back:#fdf0ef;--good:#17693a;--good-back:#e9f6ee;--accent:var(--accent-light);
--shade:0 1px 2px #10182814,0 8px 24px #1018280f}
@media (prefers-color-scheme:dark){:root{--back:#121417;--card:#1b1e22;--text:#eceef1;--soft:#a6adb7;--line:#2e3339;
--field:#14171a;--edge:#7b838e;--bad:#ff9a92;--bad-back:#3a1f1e;--good:#7fd6a1;--good-back:#163024;
--accent:var(--accent-dark);--shade:0 0 0 1px #ffffff0a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--back);color:var(--text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere;
-webkit-text-size-adjust:100%}
.top,main,footer{width:100%;max-width:var(--wide,30rem);margin:0 auto;padding:0 1rem}
.top{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding-top:1.25rem;min-height:3.5rem}
.brand{font-weight:650;font-size:1.0625rem;letter-spacing:-.01em;display:flex;align-items:center}
.brand img{height:2.25rem;max-width:12rem;object-fit:contain;display:block}
main{flex:1;padding-top:1.25rem;padding-bottom:2rem}
footer{display:flex;justify-content:space-between;align-items:center;gap:1rem;flex-wrap:wrap;
color:var(--soft);font-size:.875rem;padding-top:1rem;padding-bottom:2rem}
h1,h2,h3,p,ul,ol,dl,dd,fieldset{margin:0;padding:0;border:0}
h1{font-size:1.75rem;line-height:1.2;font-weight:700;letter-spacing:-.02em;text-wrap:balance}
h2{font-size:1.0625rem;font-weight:650;line-height:1.35}
a{color:var(--accent);text-underline-offset:.15em}
footer a{padding:.25rem 0}
.card{background:var(--card);border-radius:1rem;box-shadow:var(--shade);padding:1.25rem;margin-top:1rem}
.card>h2{margin-bottom:.75rem}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.lead{font-size:1.0625rem;color:var(--soft);margin-top:.75rem;text-wrap:pretty}
.hero{text-align:center;padding:.5rem .25rem}
.hero .who{margin-bottom:.75rem;font-weight:550}
.face{display:grid;place-items:center;width:4rem;height:4rem;margin:0 auto .75rem;border-radius:50%;
background:var(--fill);color:var(--on-fill);font-size:1.625rem;font-weight:650}
.btn{display:flex;align-items:center;justify-content:center;width:100%;min-height:3rem;padding:.625rem 1rem;
border:1px solid transparent;border-radius:.75rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;
cursor:pointer;background:var(--fill);color:var(--on-fill)}
.btn:hover{filter:brightness(1.06)}
.btn.second{background:transparent;color:var(--text);border-color:var(--edge)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.field{margin-bottom:1rem}
.field label{display:block;font-weight:550;margin-bottom:.25rem}
input[type=text],input[type=email],input[type=tel],input[type=date],select,textarea{width:100%;min-height:3rem;
padding:.625rem .875rem;font:inherit;color:inherit;background:var(--field);border:1px solid var(--edge);
border-radius:.75rem}
input[aria-invalid=true],select[aria-invalid=true],textarea[aria-invalid=true]{border-color:var(--bad)}
.hint{color:var(--soft);font-size:.875rem;margin-top:.25rem}
.error{color:var(--bad);font-size:.875rem;margin-top:.25rem}
.field .check{display:flex;gap:.75rem;align-items:flex-start;font-size:.875rem;font-weight:400;color:var(--soft)}
.check input{flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--fill)}
.options{display:grid;gap:.625rem;margin:.75rem 0 1rem}
.options legend{font-weight:550;margin-bottom:.5rem}
.options .check{display:flex;gap:.75rem;align-items:center}
.note{border-radius:.75rem;padding:.75rem 1rem;margin-bottom:1rem;background:var(--bad-back);color:var(--bad)}
.note.calm{background:var(--good-back);color:var(--good)}
.steps{list-style:none;counter-reset:step;display:grid;gap:.875rem}
.steps li{counter-increment:step;display:grid;grid-template-columns:1.75rem 1fr;gap:.75rem;align-items:start}
.steps li::before{content:counter(step);display:grid;place-items:center;width:1.75rem;height:1.75rem;
border-radius:50%;font-size:.875rem;font-weight:650;color:var(--accent);border:1.5px solid currentColor}
.asked{list-style:none;display:grid;gap:.875rem}
.asked li{padding-left:.875rem;border-left:3px solid var(--good)}
.asked .unmet{border-color:var(--bad)}
.asked .state{font-size:.875rem;font-weight:600;color:var(--good)}
.asked .unmet .state{color:var(--bad)}
.rules{padding-left:1.125rem;display:grid;gap:.375rem;color:var(--soft);font-size:.9375rem}
h3{font-size:1rem;font-weight:600;margin:.75rem 0 .25rem}
summary{cursor:pointer;font-weight:650;padding:.25rem 0}
details.card{padding:.75rem 1.25rem}
details[open]>summary{margin-bottom:.5rem}
.code{display:flex;gap:.625rem;font:650 1.625rem/1.2 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
letter-spacing:.1em;user-select:all}
.code-lead{margin:1rem 0 .25rem}
.site{margin-top:1rem}
.intro{padding:.25rem 0}
.plain{border:0;background:none;color:var(--soft);font:inherit;
font-size:.9375rem;padding:.5rem;margin:-.5rem;cursor:pointer;
text-decoration:underline;text-underline-offset:.15em}
.chip{display:inline-flex;align-items:center;min-height:2.75rem;padding:.375rem .875rem;border:1px solid var(--edge);
border-radius:.75rem;background:transparent;color:var(--text);font:inherit;font-size:.9375rem;font-weight:550;
text-decoration:none;cursor:pointer;white-space:nowrap}
.chip:hover{border-color:var(--accent);color:var(--accent)}
[hidden]{display:none!important}
.share{display:grid;gap:1.25rem}
.words h2{margin-bottom:.375rem}
.words .line{display:flex;align-items:center;justify-content:space-between;gap:.75rem;margin-bottom:1rem}
.words .hint{margin-top:-.5rem}
.link{font-weight:550;min-width:0}
figure{margin:0;text-align:center}
.qr{display:block;width:11rem;height:11rem;margin:0 auto .5rem;border-radius:.75rem}
.ways h2{margin-bottom:.5rem}
.ways ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem}
.named{list-style:none;margin:.75rem 0}
.named li{padding:.75rem 0;border-top:1px solid var(--line)}
.named .name{font-weight:550}
.named .line{display:flex;align-items:center;justify-content:space-between;gap:.75rem}
.named summary{font-size:.875rem;font-weight:550;color:var(--accent)}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem;text-align:center}
.tiles div{display:flex;flex-direction:column-reverse}
.tiles dd{font-size:1.75rem;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tiles dt{color:var(--soft);font-size:.875rem}
.scroll{overflow-x:auto}
.card table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9375rem}
.card thead th{color:var(--soft);font-size:.8125rem;font-weight:500;vertical-align:bottom}
.card th,.card td{padding:.5rem 0 .5rem .5rem;text-align:right;font-weight:400;border-top:1px solid var(--line)}
.card td{white-space:nowrap}
.card table,.tiles dt{overflow-wrap:break-word}
.card th[dir]{min-width:5.25rem;overflow-wrap:anywhere}
.card th:first-child{text-align:left;padding-left:0}
.card thead th{border-top:0}
.held strong{font-size:1.375rem}
.held+.held{margin-top:1rem}
.held .rules{margin-top:.25rem}
.tasks{list-style:none}
.tasks li{padding:1rem 0}
.tasks li+li{border-top:1px solid var(--line)}
.tasks h3{font-size:1rem}
.tasks progress{width:100%;height:.5rem;accent-color:var(--accent);margin:.25rem 0}
.tasks form{margin-top:.5rem}
.friends{list-style:none}
.friends li{display:grid;grid-template-columns:2.5rem 1fr auto;gap:.75rem;padding:.75rem 0;align-items:start}
.friends li+li{border-top:1px solid var(--line)}
.friends .name{font-weight:550}
.friends details{font-size:.875rem;margin-top:.25rem}
.friends summary{font-weight:550;color:var(--accent)}
.friends details p{color:var(--soft)}
.dot{display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:50%;font-weight:650;
background:var(--back);color:var(--soft);border:1px solid var(--line)}
.dot.paid,.dot.credited{background:var(--good-back);color:var(--good);border-color:transparent}
.gain{text-align:right;font-size:.9375rem;max-width:11rem}
.gain .available,.gain .pending,.gain .waiting,.gain .fulfilled{color:var(--good);font-weight:600}
.gain .review,.gain .asked,.gain .clawed_back,.gain .declined{color:var(--soft)}
@media (min-width:48rem){.wide{--wide:46rem}
.share{grid-template-columns:1fr 12rem}.ways{grid-column:1/-1}}
.trap{position:absolute;left:-100vw;width:1px;height:1px;overflow:hidden}
`;
