/** rules/vision.yaml: what was calibrated for pictures. Each detector has a section and its own schema for it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../root.js';

/**
 * One section of rules/vision.yaml, checked.
 * @throws when the file can't be read, lacks the section, or the section is not as `schema` says.
 */
export async function visionSection<T>(
  name: string,
  schema: z.ZodType<T>,
  file = join(projectRoot, 'rules', 'vision.yaml'),
): Promise<T> {
  const sections = z.record(z.string(), z.unknown()).parse(parse(await readFile(file, 'utf8')));
  const checked = schema.safeParse(sections[name]);
  if (checked.success) return checked.data;
  throw new Error(`${file}, section ${name}: ${z.prettifyError(checked.error)}`);
}
