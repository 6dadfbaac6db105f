/**
 * How a sentence speaks of informing the police (Annex 4 §5, SAA): who called, through which way, in which tense,
 * affirmed or not. Gives features for the model; the model decides, so that one odd sentence doesn't need a rule.
 */
import type { Mention } from './lexicon.js';
import type { Token } from './tokenise.js';

export type PoliceStatus =
  | 'informed'
  | 'present'
  | 'denied'
  | 'failed'
  | 'intended'
  | 'wished'
  | 'asked'
  | 'conditional'
  | 'other-channel'
  | 'needless'
  | 'mentioned';

export interface PoliceSentence {
  readonly status: PoliceStatus;
  /** Tokens [from, to) of the sentence's part that tells. */
  readonly from: number;
  readonly to: number;
  /** The aspects seen, sorted: a compact description the model can weigh. */
  readonly aspects: readonly string[];
}

/** The concepts this reads, by name. */
const ASPECTS = [
  'police',
  'emergency-number',
  'patrol-car',
  'inform-past',
  'inform-infinitive',
  'inform-imperative',
  'police-there',
  'other-channel',
  'call-failed',
  'call-needless',
  'negation',
  'already',
  'future',
  'obligation',
  'conditional',
  'question',
  'household',
] as const;
type Aspect = (typeof ASPECTS)[number];

const NEAR = 5;

/** One entry for each sentence that speaks of police or of calling them, in order. */
export function policeSentences(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  names: readonly string[],
): PoliceSentence[] {
  const bySentence = new Map<number, Map<Aspect, Mention[]>>();
  for (const mention of mentions) {
    const name = names[mention.concept] as Aspect;
    if (!ASPECTS.includes(name)) continue;
    const sentence = tokens[mention.from]!.sentence;
    let aspects = bySentence.get(sentence);
    if (!aspects) {
      aspects = new Map();
      bySentence.set(sentence, aspects);
    }
    const list = aspects.get(name);
    if (list) list.push(mention);
    else aspects.set(name, [mention]);
  }
  const questions = new Set(tokens.filter((t) => t.kind === 'mark' && t.text === '?').map((t) => t.sentence));
  const out: PoliceSentence[] = [];
  let previousAnchor = false;
  for (const [sentence, aspects] of [...bySentence].sort((a, b) => a[0] - b[0])) {
    const anchors = [
      ...(aspects.get('emergency-number') ?? []),
      ...(aspects.get('police') ?? []),
      ...(aspects.get('patrol-car') ?? []),
    ];
    const has = (a: Aspect): boolean => aspects.has(a);
    // “Called them at once.” right after a sentence about the police speaks of the police too.
    const carried = previousAnchor && (has('inform-past') || has('police-there') || has('call-failed'));
    previousAnchor = anchors.length > 0;
    if (
      anchors.length === 0 &&
      !carried &&
      !(has('inform-past') && has('already')) &&
      !(has('other-channel') && (has('inform-past') || has('inform-infinitive')))
    )
      continue;
    out.push(readSentence(aspects, anchors, questions.has(sentence), carried));
  }
  return out;
}

function nearest(list: readonly Mention[] | undefined, target: Mention): number {
  let best = Number.POSITIVE_INFINITY;
  for (const m of list ?? []) {
    const distance = m.to <= target.from ? target.from - m.to : m.from >= target.to ? m.from - target.to : 0;
    if (distance < best) best = distance;
  }
  return best;
}

function readSentence(
  aspects: ReadonlyMap<Aspect, Mention[]>,
  anchors: readonly Mention[],
  question: boolean,
  carried: boolean,
): PoliceSentence {
  const has = (a: Aspect): boolean => aspects.has(a);
  const verbs = aspects.get('inform-past') ?? [];
  const verb =
    verbs.length === 0
      ? null
      : verbs.reduce((a, b) =>
          Math.min(...anchors.map((x) => nearest([a], x)), 99) <=
          Math.min(...anchors.map((x) => nearest([b], x)), 99)
            ? a
            : b,
        );
  const denied = (m: Mention | undefined | null): boolean =>
    m != null && nearest(aspects.get('negation'), m) <= NEAR;
  const strongAnchor = has('emergency-number') || has('police') || has('patrol-car') || carried;
  const seen: string[] = [];
  for (const a of ASPECTS) if (has(a)) seen.push(a);
  if (question) seen.push('?');
  if (carried) seen.push('carried');
  if (denied(verb)) seen.push('verb-denied');
  if (verb && nearest(aspects.get('future'), verb) <= 3) seen.push('verb-future');
  if (verb && nearest(aspects.get('obligation'), verb) <= 3) seen.push('verb-obliged');
  if (verb && nearest(aspects.get('conditional'), verb) <= NEAR) seen.push('verb-conditional');
  if (verb && anchors.length > 0 && Math.min(...anchors.map((a) => nearest([verb], a))) <= 4)
    seen.push('verb-near');
  if (verb && nearest(aspects.get('household'), verb) <= 2) seen.push('verb-own');
  const there = aspects.get('police-there')?.[0];
  if (there && anchors.length > 0 && Math.min(...anchors.map((a) => nearest([there], a))) <= 3)
    seen.push('there-near');
  if (denied(there)) seen.push('there-denied');

  const aspectSet = new Set(seen);
  const is = (a: string): boolean => aspectSet.has(a);
  let status: PoliceStatus = 'mentioned';
  if (is('call-failed') && strongAnchor) status = 'failed';
  else if (question && (verb || is('inform-infinitive') || is('police-there'))) status = 'asked';
  else if (verb && !is('verb-denied') && !is('verb-conditional') && strongAnchor)
    status = is('other-channel') && !is('emergency-number') ? 'other-channel' : 'informed';
  else if (there && is('there-near') && !is('there-denied')) status = 'present';
  else if (is('call-needless')) status = 'needless';
  else if (is('verb-denied')) status = 'denied';
  else if (is('conditional') && (verb || is('inform-infinitive'))) status = 'conditional';
  else if (is('inform-infinitive') && is('future')) status = 'intended';
  else if (is('inform-imperative') || (is('inform-infinitive') && is('obligation'))) status = 'wished';
  else if (is('other-channel') && (verb || is('inform-infinitive'))) status = 'other-channel';
  const all = [...aspects.values()].flat();
  return {
    status,
    from: Math.min(...all.map((m) => m.from)),
    to: Math.max(...all.map((m) => m.to)),
    aspects: seen,
  };
}
