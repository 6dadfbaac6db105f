/** `garde-fou image FILE...`: what the picture engine sees, as JSON lines, and a safe copy when it is asked for. */
import type { Command } from 'commander';
import { UserError } from '../user-error.js';

interface Flags {
  redact?: string;
}

/** Where the safe copy of each file goes: OUT itself for one file, a file of the same name in the folder OUT for more. */
async function placesFor(
  files: readonly string[],
  out: string | undefined,
): Promise<(file: string) => string> {
  if (out === undefined) return () => '';
  const { mkdir, stat } = await import('node:fs/promises');
  const { basename, dirname, extname, join } = await import('node:path');
  const isFolder = out.endsWith('/') || ((await stat(out).catch(() => null))?.isDirectory() ?? false);
  if (files.length === 1 && !isFolder) {
    await mkdir(dirname(out), { recursive: true });
    return () => out;
  }
  if (!isFolder && (await stat(out).catch(() => null)))
    throw new UserError(
      `${out} is a file, and ${files.length} copies are to be written.`,
      'give a folder after --redact',
    );
  await mkdir(out, { recursive: true });
  const taken = new Set<string>();
  return (file) => {
    const stem = basename(file, extname(file));
    let name = stem;
    for (let i = 2; taken.has(name); i++) name = `${stem}-${i}`;
    taken.add(name);
    return join(out, `${name}.jpg`);
  };
}

/** Answers every file; false when one could not be read or no safe copy could be made of it. */
async function image(files: readonly string[], flags: Flags): Promise<boolean> {
  const [{ openVision }, { MAX_BYTES }, { imageLine }, { readFile, writeFile, stat }] = await Promise.all([
    import('../../vision/open-vision.js'),
    import('../../vision/decode/limits.js'),
    import('../image-line.js'),
    import('node:fs/promises'),
  ]);
  const place = await placesFor(files, flags.redact);
  const complain = (file: string, what: string): void => {
    process.stderr.write(`garde-fou: ${JSON.stringify(file).slice(1, -1)}: ${what}\n`);
  };
  const vision = openVision({
    stepBack: false,
    onTrouble: (_, message) => process.stderr.write(`garde-fou: ${message}\n`),
  });
  let ok = true;
  try {
    for (const file of files) {
      let bytes: Uint8Array;
      try {
        // A film of two hours need not be read to know that it is too large.
        const { size } = await stat(file);
        bytes = size > MAX_BYTES ? new Uint8Array(MAX_BYTES + 1) : await readFile(file);
      } catch (error) {
        complain(file, `can't be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
        ok = false;
        continue;
      }
      process.stdout.write(`${imageLine(file, await vision.look(bytes))}\n`);
      if (flags.redact === undefined) continue;
      const redacted = await vision.redact(bytes);
      if (redacted.verified) await writeFile(place(file), redacted.bytes);
      else {
        complain(file, `no safe copy was written (${redacted.reason})`);
        ok = false;
      }
    }
  } finally {
    await vision.close();
  }
  return ok;
}

export function register(program: Command): void {
  program
    .command('image')
    .description(
      'look at pictures: one JSON line a file, {"file","plates","faces","decision","ms"} and "reason" for review',
    )
    .argument('<file...>', 'pictures, films, stickers, PDF documents')
    .option('--redact <out>', 'also write a safe copy (JPEG) to this file; to this folder for several files')
    .action(async (files: string[], flags: Flags) => {
      if (!(await image(files, flags))) process.exitCode = 1;
    });
}
