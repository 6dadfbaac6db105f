/** The style of a document in a browser and on paper. It looks like the sheet that it is, in the dark too. */
export const STYLE = `
:root{color-scheme:light;--ink:#161c26;--soft:#515c6b;--line:#c2c9d3;--accent:#1f4e8c}
*{box-sizing:border-box}
html{background:#e6e9ee;-webkit-text-size-adjust:100%}
body{margin:0;padding:24px 12px;color:var(--ink);font:16px/1.5 "Source Sans 3","Source Sans Pro","Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",Arial,sans-serif}
main{background:#fff;max-width:794px;margin:0 auto;padding:64px 72px;box-shadow:0 1px 3px rgba(20,28,38,.18),0 8px 28px rgba(20,28,38,.10);border-radius:2px}
footer{max-width:794px;margin:12px auto 0;color:var(--soft);font-size:13px;padding:0 8px}
h1{font-size:25px;line-height:1.25;margin:0 0 6px;letter-spacing:-.01em}
h1.subject{font-size:18px;margin:34px 0 22px;line-height:1.4}
h1 .label{color:var(--soft);font-weight:400}
h2{font-size:18px;line-height:1.3;margin:34px 0 10px;padding-top:10px;border-top:1px solid var(--line)}
h3{font-size:16px;margin:0 0 8px}
p{margin:0 0 13px;overflow-wrap:anywhere}
.under{color:var(--soft);margin-bottom:24px}
.soft{color:var(--soft);font-size:15px}
ul{margin:0 0 14px;padding-left:22px}li{margin:0 0 5px;overflow-wrap:anywhere}
.letterhead{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}
.letterhead address{font-style:normal;overflow-wrap:anywhere}.letterhead address span{display:block}
.sender span:first-child{font-weight:600;color:var(--accent)}
.addressee{grid-column:2;margin-top:44px}
.place{grid-column:2;margin:30px 0 0}
.refs{grid-column:1/-1;margin:22px 0 0;color:var(--soft);font-size:14px;display:flex;flex-wrap:wrap;gap:2px 26px}
.refs div{display:flex;gap:6px}.refs dd,.refs dt{margin:0}.refs dt::after{content:" :"}.refs dd{color:var(--ink)}
.facts{margin:0 0 16px;border-top:1px solid var(--line)}
.facts div{display:grid;grid-template-columns:minmax(9em,32%) 1fr;gap:4px 18px;padding:6px 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:0 0 22px}
.figures div{border:1px solid var(--line);border-radius:6px;padding:12px 14px;display:flex;flex-direction:column}
.figures dt{order:2;color:var(--soft);font-size:14px;line-height:1.3}.figures dd{margin:0;font-size:25px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.figures small{font-size:14px;font-weight:400;color:var(--soft)}
.evidence{margin:0 0 14px;padding:4px 0 4px 16px;border-left:3px solid var(--accent);break-inside:avoid}
.evidence figcaption{font-weight:600;font-size:15px}.evidence blockquote{margin:4px 0;overflow-wrap:anywhere}
.evidence p{margin:0;color:var(--soft);font-size:13.5px}
.scroll{overflow-x:auto;margin:0 0 18px}
table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{color:var(--soft);font-size:13.5px;font-weight:600;overflow-wrap:normal}
.n{text-align:right;padding:6px 14px;white-space:nowrap}.n:last-child{padding-right:0}thead .n{white-space:normal}
.hash{font:12px/1.4 ui-monospace,Consolas,"Liberation Mono",monospace;word-break:break-all;min-width:16em}
.chart{margin:0 0 24px;break-inside:avoid}.chart svg{display:block;width:100%;max-width:540px;height:auto;font-family:inherit}.chart text{fill:var(--soft)}
details{margin-top:8px}summary{cursor:pointer;color:var(--accent);font-size:14.5px}summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
details caption{font-weight:400;color:var(--soft)}
.signatures{display:grid;grid-template-columns:1fr 1fr;gap:30px 36px;margin:44px 0 12px;break-inside:avoid}
.slot{display:flex;flex-direction:column}.slot p{margin:0}.slot .role{font-weight:600}.slot .mark{min-height:62px;margin-top:auto;display:flex;align-items:flex-end;padding-bottom:6px;border-bottom:1px solid var(--soft);color:var(--soft);font-size:14px}.slot .name{padding-top:4px}
.slot.visa .mark{border-bottom-style:dashed}
.page{break-after:page;height:1px;margin:28px 0;border-top:1px dashed var(--line)}
@media (max-width:640px){body{padding:0}main{padding:26px 18px;box-shadow:none}.letterhead{grid-template-columns:1fr}.addressee,.place{grid-column:1;margin-top:22px}.signatures{grid-template-columns:1fr}.facts div{grid-template-columns:1fr;gap:0}}
@media print{@page{size:A4;margin:20mm 20mm 18mm}html{background:#fff}body{padding:0;font-size:11pt}main{max-width:none;padding:0;box-shadow:none}footer{max-width:none;padding:10pt 0 0;font-size:9pt}.page{border:0;margin:0;height:0}svg,.slot{print-color-adjust:exact;-webkit-print-color-adjust:exact}details::details-content{content-visibility:visible;height:auto}summary{display:none}h2{break-after:avoid}tr{break-inside:avoid}.scroll{overflow:visible}}
`.trim();
