/** Reads rules/retention.yaml: how long each kind of data is kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KINDS_OF_DATA, type Periods } from '../domain/retention.js';
import { projectRoot } from '../root.js';
import { YamlFile } from './yaml-file.js';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, years: 365 * 86_400_000 } as const;
const period = z
  .string()
  .regex(/^[1-9]\d{0,4} (?:minutes|hours|days|years)$/, 'a period is e.g. “90 days” or “5 years”')
  .transform((text) => {
    const [n, unit] = text.split(' ') as [string, keyof typeof UNITS];
    return Number(n) * UNITS[unit];
  });
const schema = z.strictObject(
  Object.fromEntries(KINDS_OF_DATA.map((kind) => [kind, period])) as Record<
    (typeof KINDS_OF_DATA)[number],
    typeof period
  >,
);

/** Periods in milliseconds. Throws an Error that names the file and what is missing, unknown or no period. */
export function parsePeriods(text: string, file = 'rules/retention.yaml'): Periods {
  const yaml = new YamlFile(file, text);
  const broken = yaml.problems[0];
  if (broken) throw new Error(`${file}:${broken.line}: ${broken.what}`);
  const fits = schema.safeParse(yaml.value);
  if (!fits.success) throw new Error(`${file}: ${z.prettifyError(fits.error)}`);
  return fits.data;
}

let read: Periods | undefined;
/** The file of this program, read once. */
export function retentionPeriods(): Periods {
  read ??= parsePeriods(readFileSync(join(projectRoot, 'rules', 'retention.yaml'), 'utf8'));
  return read;
}
