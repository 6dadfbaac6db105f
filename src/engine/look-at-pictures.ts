/** A message's pictures, films and files, fetched from its channel and looked at: one answer for each, in order. */
import type { Channel } from '../channels/channel.js';
import type { EventOf, Media } from '../domain/event.js';
import type { Finding, PictureAnalysis } from '../domain/finding.js';
import { type Rule, type RuleTable, ruleOf } from '../domain/rule.js';
import type { Look, Vision } from '../vision/api.js';
import type { Bands } from '../vision/judge-look.js';
import type { LookAtPictures } from './inbox-worker.js';
import type { Log } from './log.js';

export interface PictureParts {
  readonly vision: Vision;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly rules: () => RuleTable;
  /** Asked once. */
  readonly bands: () => Promise<Bands>;
  /** Bytes of a file that is fetched at most. */
  readonly maxBytes: number;
  readonly log: Log;
}

/** Files that are fetched and looked at at a time; what waits for its turn waits in the journal, not in memory. */
const AT_A_TIME = 4;

const SOUND: ReadonlySet<Media['kind']> = new Set(['voice', 'audio']);
const NOT_LOOKED_AT: PictureAnalysis = { decision: 'allow', findings: [], reasons: [], fingerprint: '' };
const unseen = (reason: string): PictureAnalysis => ({
  decision: 'review',
  findings: [],
  reasons: [reason],
  fingerprint: '',
  redactable: false,
});

/** Resolves always; what can't be fetched or looked at is for a person (`review`) with its reason. */
export function lookAtPictures(parts: PictureParts): LookAtPictures {
  const turn = turns(AT_A_TIME);
  let read: Promise<Bands> | undefined;
  const bands = (): Promise<Bands> => {
    read ??= parts.bands();
    return read;
  };
  const one = async (event: EventOf<'message'>, media: Media): Promise<PictureAnalysis> => {
    // Sound has its own setting in each group; it shows nobody.
    if (SOUND.has(media.kind)) return NOT_LOOKED_AT;
    const channel = parts.channels.get(event.channel);
    if (!channel?.fetch) return unseen('unreachable');
    if ((media.size ?? 0) > parts.maxBytes) return unseen('too-large');
    return turn(async () => {
      let bytes: Uint8Array;
      try {
        bytes = await channel.fetch!(media, parts.maxBytes);
      } catch (error) {
        const word = error instanceof Error ? error.message : '';
        parts.log.warn({ kind: media.kind, reason: word.slice(0, 100) }, 'a picture could not be fetched');
        return unseen(word === 'too-large' ? 'too-large' : 'unreachable');
      }
      const look = await parts.vision.look(bytes, { mime: media.mime, name: media.name });
      return analysisOf(look, parts.rules(), await bands());
    });
  };
  return (event) => Promise.all(event.media.map((media) => one(event, media)));
}

/** A look in the words of the rules: findings of `face-photo` and `plate-photo`, with the fingerprint for the ledger. */
export function analysisOf(look: Look, rules: RuleTable, bands: Bands): PictureAnalysis {
  const finding = (rule: 'face-photo' | 'plate-photo', box: Finding['box'], confidence: number): Finding => ({
    rule,
    confidence,
    ...(box === undefined ? {} : { box }),
    fingerprint: look.fingerprint,
  });
  const plates = look.plates
    .filter((p) => p.readable)
    .map((p) =>
      finding('plate-photo', p.box, onRulesScale(p.confidence, bands.plates, ruleOf(rules, 'plate-photo'))),
    );
  const faces = look.faces
    .filter((f) => f.recognisable)
    .map((f) =>
      finding('face-photo', f.box, onRulesScale(f.confidence, bands.faces, ruleOf(rules, 'face-photo'))),
    );
  return {
    decision: look.decision,
    findings: [...plates, ...faces],
    reasons: look.reason === undefined ? [] : [look.reason],
    fingerprint: look.fingerprint,
    redactable: look.redactable,
    ...(look.size === undefined ? {} : { size: look.size }),
  };
}

/**
 * The detectors have thresholds of their own (rules/vision.yaml), calibrated on pictures; the rule files say from which
 * confidence a group acts. A straight line between the points makes both say the same: what vision blocks the rule acts on.
 */
function onRulesScale(
  confidence: number,
  band: { readonly blockFrom: number; readonly reviewFrom: number },
  rule: Pick<Rule, 'actFrom' | 'reviewFrom'>,
): number {
  const points = [
    [0, 0],
    [band.reviewFrom, rule.reviewFrom],
    [band.blockFrom, rule.actFrom],
    [1, 1],
  ] as const;
  for (let i = points.length - 2; i >= 0; i--) {
    const [[fromX, fromY], [toX, toY]] = [points[i]!, points[i + 1]!];
    if (confidence < fromX) continue;
    return toX === fromX ? toY : fromY + ((confidence - fromX) / (toX - fromX)) * (toY - fromY);
  }
  return 0;
}

/** At most so many at a time, the others in the order in which they came. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    busy++;
    try {
      return await work();
    } finally {
      busy--;
      waiting.shift()?.();
    }
  };
}
