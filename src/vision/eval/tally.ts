/** Counts how looks compare with labels. Pure. */
import type { Look } from '../api.js';
import { type Bands, judgeLook } from '../judge-look.js';
import type { Label } from './labels.js';

type Verdict = Look['decision'];
type Row = Record<Verdict, number>;
const row = (): Row => ({ block: 0, review: 0, allow: 0 });

/** O/0, I/1, B/8, S/5, Z/2 taken as one: what a person couldn't tell apart either. */
const fold = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[OQD]/g, '0')
    .replace(/I/g, '1')
    .replace(/B/g, '8')
    .replace(/S/g, '5')
    .replace(/Z/g, '2');

/** How many characters must be put in, taken out or changed. */
export function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++)
      now[j] = Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    before = now;
  }
  return before[b.length]!;
}

export class Tally {
  /** By what the plates (the faces) alone would decide. */
  readonly readablePlate = row();
  readonly noReadablePlate = row();
  readonly recognisableFace = row();
  readonly noRecognisableFace = row();
  /** By the whole decision. */
  readonly mustBlock = row();
  readonly mayStay = row();
  readonly clean = row();
  readonly plateTexts = { labelled: 0, exact: 0, withinTwo: 0 };
  readonly ms: number[] = [];
  readonly reasons = new Map<string, number>();
  readonly wrong: { readonly file: string; readonly decision: Verdict; readonly wanted: Verdict }[] = [];

  constructor(readonly bands: Bands) {}

  add(label: Label, look: Look): void {
    const byPlates = look.frames === 0 ? look.decision : judgeLook(look.plates, [], this.bands);
    const byFaces = look.frames === 0 ? look.decision : judgeLook([], look.faces, this.bands);
    const plate = label.plates.some((p) => p.readable);
    (plate ? this.readablePlate : this.noReadablePlate)[byPlates]++;
    (label.recognisable ? this.recognisableFace : this.noRecognisableFace)[byFaces]++;
    const wanted: Verdict = plate || label.recognisable ? 'block' : 'allow';
    (wanted === 'block' ? this.mustBlock : this.mayStay)[look.decision]++;
    if (label.clean) this.clean[look.decision]++;
    if (look.decision !== wanted) this.wrong.push({ file: label.file, decision: look.decision, wanted });
    if (look.reason !== undefined) this.reasons.set(look.reason, (this.reasons.get(look.reason) ?? 0) + 1);
    this.ms.push(look.ms);
    for (const { text } of label.plates.filter((p) => p.readable && p.text !== '')) {
      const nearest = Math.min(...look.plates.map((p) => distance(fold(p.text), fold(text))), 99);
      this.plateTexts.labelled++;
      if (nearest === 0) this.plateTexts.exact++;
      if (nearest <= 2) this.plateTexts.withinTwo++;
    }
  }
}
