/** Short ways to write and read WhatsApp's binary nodes. */
import type { BinaryNode } from '@whiskeysockets/baileys';

export const node = (
  tag: string,
  attrs: Record<string, string | undefined> = {},
  content?: BinaryNode['content'],
): BinaryNode => {
  const given = Object.fromEntries(
    Object.entries(attrs).filter((e): e is [string, string] => e[1] !== undefined),
  );
  return { tag, attrs: given, ...(content === undefined ? {} : { content }) };
};

export const childrenOf = (n: BinaryNode | undefined, tag?: string): BinaryNode[] =>
  Array.isArray(n?.content) ? n.content.filter((c) => tag === undefined || c.tag === tag) : [];
export const childOf = (n: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  childrenOf(n, tag)[0];
export const bytesOf = (n: BinaryNode | undefined): Buffer => {
  if (!(n?.content instanceof Uint8Array)) throw new Error(`<${n?.tag}> holds no bytes`);
  return Buffer.from(n.content);
};
