/** The file can't be audited, for a reason that its owner can do something about. The text is shown as it is. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

/** What to do when a file isn't an export that we know. */
export const HOW_TO_EXPORT = [
  'WhatsApp: open the group, then ⋮ (or its name) > More > Export chat > Without media, and give the .txt or .zip here.',
  'Telegram Desktop: open the group, ⋮ > Export chat history, format "Machine-readable JSON", and give result.json here.',
].join('\n');
