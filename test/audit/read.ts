/** Reads a whole export from memory. */
import { memorySource } from '../../src/audit/byte-source.js';
import type { ExportedItem, ExportedMessage } from '../../src/audit/exported.js';
import { openSource } from '../../src/audit/open-export.js';

export async function itemsOf(
  content: string | Uint8Array,
  kind: 'whatsapp' | 'telegram' = 'whatsapp',
  options: { readonly chunk?: number; readonly chat?: string } = {},
): Promise<ExportedItem[]> {
  const opened = await openSource(
    memorySource(content, 'export', options.chunk),
    kind,
    options.chat === undefined ? {} : { chat: options.chat },
  );
  const items: ExportedItem[] = [];
  for await (const item of opened.items()) items.push(item);
  return items;
}

export const messagesOf = (items: readonly ExportedItem[]): ExportedMessage[] =>
  items.filter((i) => i.type === 'message');

/** A moment by the Belgian clock, e.g. `2024-03-12T21:04:00+01:00`. */
export const at = (iso: string): number => Date.parse(iso);
