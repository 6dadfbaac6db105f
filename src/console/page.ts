/** The empty page that the console's script fills. No inline script or style: the CSP forbids both. */
import { escapeHtml } from '../audit/report/markup.js';
import type { Lang } from '../domain/vocabulary.js';
import { type StaticFile, staticText } from './static-files.js';

/** `modules`: scripts that this address will need, fetched at once instead of one after the other. */
export const page = (
  lang: Lang,
  texts: Readonly<Record<string, string>>,
  modules: readonly string[] = [],
): StaticFile =>
  staticText(
    `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0f5f5c" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0e1c1e" media="(prefers-color-scheme: dark)">
<title>Garde-fou</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/main.css">
<script type="module" src="/main.js"></script>
${modules.map((m) => `<link rel="modulepreload" href="/${escapeHtml(m)}">`).join('\n')}
</head>
<body>
<div id="app"></div>
<noscript>${escapeHtml(texts['page.noscript'] ?? '')}</noscript>
</body>
</html>
`,
    '.html',
  );

/** A shield with an open eye: it watches over, it does not look into. */
export const icon: StaticFile = staticText(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0f5f5c" d="M16 1.5 28 6v9.2c0 7.2-5 12.6-12 15.3C9 27.8 4 22.4 4 15.2V6z"/><path fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="m10.5 16 4 4 7.5-8.5"/></svg>`,
  '.svg',
);
