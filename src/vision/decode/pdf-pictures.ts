/**
 * The photos in a PDF, as far as they are cheap to get: JPEGs stand in it byte for byte. What is drawn, or packed in
 * another way, is not seen here; so a PDF can be removed for what its photos show, but a person says that it may stay.
 */
const START = Buffer.from('stream');
const END = Buffer.from('endstream');

/** At most `most` JPEGs, in the order of the file. */
export function jpegsInPdf(bytes: Uint8Array, most: number): Uint8Array[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Uint8Array[] = [];
  for (let at = file.indexOf(START); at !== -1 && found.length < most; at = file.indexOf(START, at)) {
    at += START.length;
    while (file[at] === 0x0d || file[at] === 0x0a) at++;
    if (!(file[at] === 0xff && file[at + 1] === 0xd8 && file[at + 2] === 0xff)) continue;
    const end = file.indexOf(END, at);
    found.push(file.subarray(at, end === -1 ? file.length : end));
    if (end === -1) break;
    at = end + END.length;
  }
  return found;
}
