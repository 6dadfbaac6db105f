/** Every way in which WhatsApp lays out an export that we know of, as a renderer: for round trips. */
import { toWall } from '../../src/audit/belgian-time.js';

export interface Told {
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

export interface LayoutSpec {
  readonly title: string;
  readonly seconds: boolean;
  readonly render: (m: Told) => string;
}

const two = (n: number): string => String(n).padStart(2, '0');

interface Clock {
  readonly d: number;
  readonly m: number;
  readonly y: number;
  readonly h: number;
  readonly min: string;
  readonly s: string;
}

const clockOf = (at: number): Clock => {
  const w = new Date(toWall(at));
  return {
    d: w.getUTCDate(),
    m: w.getUTCMonth() + 1,
    y: w.getUTCFullYear(),
    h: w.getUTCHours(),
    min: two(w.getUTCMinutes()),
    s: two(w.getUTCSeconds()),
  };
};

const h12 = (h: number): number => h % 12 || 12;
const dmy = (c: Clock, sep: string): string => `${two(c.d)}${sep}${two(c.m)}${sep}${c.y}`;
const yy = (c: Clock): string => two(c.y % 100);

const android = (title: string, head: (c: Clock) => string): LayoutSpec => ({
  title: `Android ${title}`,
  seconds: false,
  render: (m) => `${head(clockOf(m.at))} - ${m.name}: ${m.text}`,
});
const ios = (title: string, head: (c: Clock) => string): LayoutSpec => ({
  title: `iOS ${title}`,
  seconds: true,
  render: (m) => `[${head(clockOf(m.at))}] ${m.name}: ${m.text}`,
});

const NN = '\u202f';

export const LAYOUTS: readonly LayoutSpec[] = [
  android('fr 24 h', (c) => `${dmy(c, '/')}, ${two(c.h)}:${c.min}`),
  android('fr 24 h with à', (c) => `${dmy(c, '/')} à ${two(c.h)}:${c.min}`),
  android('fr-BE short year', (c) => `${c.d}/${two(c.m)}/${yy(c)}, ${two(c.h)}:${c.min}`),
  android('fr 12 h', (c) => `${dmy(c, '/')}, ${h12(c.h)}:${c.min}${NN}${c.h < 12 ? 'AM' : 'PM'}`),
  android('fr-CA', (c) => `${c.y}-${two(c.m)}-${two(c.d)} ${two(c.h)} h ${c.min}`),
  android('nl 24 h', (c) => `${dmy(c, '-')} ${two(c.h)}:${c.min}`),
  android('nl unpadded', (c) => `${c.d}-${c.m}-${c.y} ${two(c.h)}:${c.min}`),
  android('nl 12 h', (c) => `${dmy(c, '-')} ${h12(c.h)}:${c.min} ${c.h < 12 ? 'a.m.' : 'p.m.'}`),
  android('nl-BE', (c) => `${c.d}/${two(c.m)}/${c.y} ${two(c.h)}:${c.min}`),
  android('de 24 h', (c) => `${two(c.d)}.${two(c.m)}.${yy(c)}, ${two(c.h)}:${c.min}`),
  android(
    'de 12 h',
    (c) => `${two(c.d)}.${two(c.m)}.${yy(c)}, ${h12(c.h)}:${c.min} ${c.h < 12 ? 'vorm.' : 'nachm.'}`,
  ),
  android('en-GB 24 h', (c) => `${dmy(c, '/')}, ${two(c.h)}:${c.min}`),
  android('en-GB 12 h', (c) => `${dmy(c, '/')}, ${h12(c.h)}:${c.min}${NN}${c.h < 12 ? 'am' : 'pm'}`),
  android(
    'en-GB 12 h dots',
    (c) => `${dmy(c, '/')}, ${h12(c.h)}:${c.min}\u00a0${c.h < 12 ? 'a.\u00a0m.' : 'p.\u00a0m.'}`,
  ),
  android('en-US 12 h', (c) => `${c.m}/${c.d}/${yy(c)}, ${h12(c.h)}:${c.min}${NN}${c.h < 12 ? 'AM' : 'PM'}`),
  android('ISO', (c) => `${c.y}-${two(c.m)}-${two(c.d)}, ${two(c.h)}:${c.min}`),
  ios('fr 24 h', (c) => `${dmy(c, '/')} ${two(c.h)}:${c.min}:${c.s}`),
  ios('fr 24 h with à', (c) => `${dmy(c, '/')} à ${two(c.h)}:${c.min}:${c.s}`),
  ios('fr 12 h', (c) => `${dmy(c, '/')} ${h12(c.h)}:${c.min}:${c.s}${NN}${c.h < 12 ? 'AM' : 'PM'}`),
  ios('nl 24 h', (c) => `${dmy(c, '-')} ${two(c.h)}:${c.min}:${c.s}`),
  ios(
    'nl 12 h',
    (c) => `${c.d}-${c.m}-${c.y}, ${h12(c.h)}:${c.min}:${c.s}${NN}${c.h < 12 ? 'a.m.' : 'p.m.'}`,
  ),
  ios('de 24 h', (c) => `${two(c.d)}.${two(c.m)}.${yy(c)}, ${two(c.h)}:${c.min}:${c.s}`),
  ios(
    'de 12 h',
    (c) => `${two(c.d)}.${two(c.m)}.${yy(c)}, ${h12(c.h)}:${c.min}:${c.s}${NN}${c.h < 12 ? 'AM' : 'PM'}`,
  ),
  ios('en-GB 24 h', (c) => `${dmy(c, '/')}, ${two(c.h)}:${c.min}:${c.s}`),
  ios(
    'en-US 12 h',
    (c) => `${c.m}/${c.d}/${yy(c)}, ${h12(c.h)}:${c.min}:${c.s}${NN}${c.h < 12 ? 'AM' : 'PM'}`,
  ),
  ios('fr-CA', (c) => `${c.y}-${two(c.m)}-${two(c.d)} ${two(c.h)}:${c.min}:${c.s}`),
];
