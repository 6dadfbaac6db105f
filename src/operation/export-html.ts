/** The export of a person as a page that can be read and printed without any other program. */
import type { PersonExport } from '../store/privacy/export-person.js';

const harmless = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const TIMES = /(?:^|_)(?:at|due|until)$/;
const show = (column: string, value: string | number | null): string => {
  if (value === null) return '–';
  if (typeof value === 'number' && TIMES.test(column) && value > 1e11)
    return new Date(value).toLocaleString('en-GB', { timeZone: 'Europe/Brussels' });
  return harmless(String(value));
};

/** One self-contained HTML document; everything in it is escaped. */
export function exportHtml(data: PersonExport): string {
  const tables = data.tables.map(({ what, rows }) => {
    const columns = Object.keys(rows[0]!);
    const head = columns.map((c) => `<th scope="col">${harmless(c.replaceAll('_', ' '))}</th>`).join('');
    const body = rows
      .map((r) => `<tr>${columns.map((c) => `<td>${show(c, r[c] ?? null)}</td>`).join('')}</tr>`)
      .join('\n');
    return `<h2>${harmless(what)}</h2>\n<div class="wide"><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What Garde-fou keeps about ${harmless(data.person.name)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}
th{background:#eee}h2{font-size:1.1rem;margin-top:2rem}h2::first-letter{text-transform:uppercase}</style>
<h1>What Garde-fou keeps about ${harmless(data.person.name)}</h1>
<p>${harmless(data.person.identity)} on ${harmless(data.person.network)}. Made on ${show('at', data.at)}. Messages that were in order are not kept.</p>
${tables.join('\n')}
</html>
`;
}
