/** Which signs a TrueType font can draw, read from its `cmap` table (formats 4 and 12 of the OpenType specification). */

/** Answers for a Unicode number. Throws for a file without a Unicode table: then it is not a font that we can use. */
export function fontCoverage(file: Buffer): (point: number) => boolean {
  const cmap = tableOffset(file, 'cmap');
  const ranges: [number, number][] = [];
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const platform = file.readUInt16BE(cmap + 4 + i * 8);
    const at = cmap + file.readUInt32BE(cmap + 8 + i * 8);
    if (platform !== 0 && platform !== 3) continue;
    const format = file.readUInt16BE(at);
    if (format === 4) ranges.push(...segments(file, at));
    else if (format === 12)
      for (let g = 0; g < file.readUInt32BE(at + 12); g++)
        ranges.push([file.readUInt32BE(at + 16 + g * 12), file.readUInt32BE(at + 20 + g * 12)]);
  }
  if (ranges.length === 0) throw new Error('this font has no table of Unicode signs');
  return (point) => ranges.some(([from, to]) => point >= from && point <= to);
}

function tableOffset(file: Buffer, name: string): number {
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    if (file.toString('latin1', at, at + 4) === name) return file.readUInt32BE(at + 8);
  }
  throw new Error(`this font has no table ${name}`);
}

function segments(file: Buffer, at: number): [number, number][] {
  const count = file.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + 2 * count + 2;
  return Array.from({ length: count }, (_, i): [number, number] => [
    file.readUInt16BE(starts + 2 * i),
    file.readUInt16BE(ends + 2 * i),
  ]).filter(([from]) => from !== 0xffff);
}
