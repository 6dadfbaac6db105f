/** The report's whole style. It stands in the file itself; its fingerprint is the only one that the page's policy lets in. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--ink:#1b2330;--soft:#566072;--line:#dde1e8;--track:#edf0f4;--blue:#2f6fb3;--blue2:#174a80;--red:#b3472f;--green:#2d7d5a;--violet:#6a4fa0;--mark:#ffe9a8;--h1:#fbe4dc;--h2:#f3bda9;--h3:#e08d70;--h4:#c4593b;--h5:#93341a}
@media (prefers-color-scheme:dark){:root{--bg:#12161d;--card:#1b212b;--ink:#e7ebf2;--soft:#a3adbd;--line:#323a48;--track:#262e3a;--blue:#6ba6e3;--blue2:#b5d5f7;--red:#e58b73;--green:#6cc09a;--violet:#b09be0;--mark:#5c4a12;--h1:#3a2621;--h2:#5e3427;--h3:#8b4831;--h4:#bd6344;--h5:#ea8a68}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header.top,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header.top{padding-top:32px;padding-bottom:4px}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3em;letter-spacing:-.01em}
h2{font-size:1.08rem;line-height:1.3;margin:0 0 .7em}h2:has(+.note){margin-bottom:.2em}
.meta{color:var(--soft);margin:0 0 .6em}
.lead{max-width:72ch;margin:0}
.note{color:var(--soft);font-size:.9rem;margin:0 0 1em;max-width:72ch}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:14px;margin:22px 0;padding:0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px;display:flex;flex-direction:column}
.figures dt{color:var(--soft);font-size:.84rem;line-height:1.35;order:2;margin-top:2px}
.figures dd{margin:0;font-size:1.65rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.grid2{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px;align-items:stretch}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;min-width:0;margin:0 0 16px}
.grid2 .card{margin:0}
.grid2+.card,.card+.grid2,.grid2+.grid2{margin-top:16px}
.bar{display:grid;grid-template-columns:minmax(7em,15em) minmax(60px,1fr) auto;gap:4px 12px;align-items:center;padding:3px 0}
.bar .label{font-size:.92rem;line-height:1.25;overflow-wrap:anywhere}
.bar .shown{font-variant-numeric:tabular-nums;font-size:.9rem;text-align:right;min-width:4.2em;white-space:nowrap}
.track{display:block}
.track .base{fill:var(--track)}
svg .value{fill:var(--blue)}svg .inner{fill:var(--blue2)}
.red .value{fill:var(--red)}.green .value{fill:var(--green)}.violet .value{fill:var(--violet)}
svg.columns{display:block;overflow:visible}
svg text{fill:var(--soft);font-size:12px;font-family:inherit}
svg .grid{stroke:var(--line);stroke-dasharray:2 4}svg .axis{stroke:var(--soft)}svg .blank{fill:var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;font-size:.85rem;color:var(--soft);margin:.5em 0 0;padding:0;list-style:none}
.legend svg{vertical-align:-1px;margin-right:6px}
details{margin-top:12px}
summary{cursor:pointer;color:var(--blue);font-size:.9rem;padding:4px 0;border-radius:4px}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.82rem;font-weight:600;vertical-align:bottom}
.n{text-align:right;padding-right:0;padding-left:12px;white-space:nowrap}
.heat{border-collapse:separate;border-spacing:2px;width:auto;min-width:60%}
.heat th,.heat td{border:0;padding:5px 6px}
.heat thead th{font-weight:500;text-align:center;font-size:.76rem;line-height:1.25}
.heat thead th:first-child{text-align:left;padding-left:0}
.heat tbody th{min-width:11em;max-width:18em;line-height:1.25;padding-left:0;position:sticky;left:0;background:var(--card)}
.heat td{text-align:center;min-width:2.6em;border-radius:4px;vertical-align:middle}
.h0{background:var(--track)}.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3);color:#1b1b1b}.h4{background:var(--h4);color:#fff}.h5{background:var(--h5);color:#fff}
@media (prefers-color-scheme:dark){.h3{color:#fff}.h4,.h5{color:#14100e}}
.rule{border-top:1px solid var(--line);margin:0;padding:6px 0}
.rule:first-of-type{border-top:0}
.rule>summary{color:var(--ink);font-size:1rem;list-style:none;padding-left:1.2em;text-indent:-1.2em}.rule>summary>*{text-indent:0;margin-right:6px}
.rule>summary::before{content:"▸";color:var(--soft);display:inline-block;width:1.2em;text-indent:0}
.rule[open]>summary::before{content:"▾"}
.rule>summary::-webkit-details-marker{display:none}
.rule>summary b{font-weight:600}
.clause,.when{color:var(--soft);font-size:.84rem}
.excerpts{list-style:none;margin:6px 0 10px;padding:0}
.excerpts li{padding:9px 0 9px 14px;border-left:3px solid var(--line);margin:0 0 8px}
.excerpts p{margin:2px 0 0;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit;border-radius:3px;padding:0 2px}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 9px;font-size:.8rem;color:var(--soft)}
footer{color:var(--soft);font-size:.85rem;padding-top:8px;padding-bottom:40px}
@media (max-width:760px){.grid2{grid-template-columns:minmax(0,1fr)}h1{font-size:1.4rem}main,header.top,footer{padding-left:14px;padding-right:14px}header.top{padding-top:20px}.card{padding:15px 14px}.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:10px}.figures dd{font-size:1.4rem}.bar{grid-template-columns:minmax(0,1fr) auto}.bar .label{grid-column:1;grid-row:1}.bar .shown{grid-column:2;grid-row:1}.bar .track{grid-column:1/-1}.heat tbody th{min-width:8.5em;font-size:.84rem}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--track:#eee}body{font-size:10.5pt}.card,.figures div{break-inside:avoid;border-color:#bbb}.card.long{break-inside:auto}.excerpts li{break-inside:avoid}.scroll{overflow:visible}svg,.heat td,mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}header.top,main,footer{max-width:none;padding-left:0;padding-right:0}summary::before{display:none}details.rule::details-content{content-visibility:visible;height:auto}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`.trim();
