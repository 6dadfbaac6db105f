/** In whatever order the parts of an album come, and whatever they show, the group ends up with the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { picture, plain, Street, uninformed } from './street.js';

type Shows = 'calm' | 'face' | 'plate' | 'unsure';
type Words = 'nothing' | 'report' | 'insult';
const SEEN = {
  calm: picture(),
  face: picture('face-photo'),
  plate: picture('plate-photo'),
  unsure: { ...picture(), decision: 'review' },
} as const;
const TEXT = {
  nothing: plain(),
  report: uninformed(),
  insult: plain({ findings: [{ rule: 'discrimination', confidence: 0.95 }] }),
} as const;

const album = fc
  .record({
    shows: fc.array(fc.constantFrom<Shows>('calm', 'face', 'plate', 'unsure'), {
      minLength: 2,
      maxLength: 5,
    }),
    words: fc.constantFrom<Words>('nothing', 'report', 'insult'),
    under: fc.nat(),
  })
  .chain(({ shows, words, under }) =>
    fc.record({
      shows: fc.constant(shows),
      words: fc.constant(words),
      under: fc.constant(under % shows.length),
      order: fc.shuffledSubarray([...shows.keys()], { minLength: shows.length, maxLength: shows.length }),
    }),
  );

describe('an album', () => {
  it('leaves, stays and comes back alike, whichever part comes first', () => {
    fc.assert(
      fc.property(album, ({ shows, words, under, order }) => {
        const street = new Street();
        const message = new Map<number, string>();
        for (const i of order) {
          const text = i === under ? words : 'nothing';
          street.says('anne', text === 'nothing' ? '' : 'mots', TEXT[text], {
            pictures: [SEEN[shows[i]!]],
            event: { album: 'A', media: [{ kind: 'photo', ref: `p${i}` }] },
          });
          message.set(i, `m${message.size + 1}`);
        }
        const deleted = new Set(street.actions.flatMap((a) => (a.type === 'delete' ? [a.message] : [])));
        const standing = shows.map((_, i) => !deleted.has(message.get(i)!));
        expect(standing).toEqual(shows.map((s) => words === 'nothing' && s === 'calm'));

        // The poster taps whatever may be tapped.
        for (const hold of [...street.holds.values()]) {
          if (hold.condition === 'police-informed') street.presses('anne', 'informed', hold.id);
          if (hold.condition === 'blur') street.presses('anne', 'blur', hold.id);
        }
        const reposts = street.actions.flatMap((a) => (a.type === 'repost' ? [a] : []));
        const back = reposts.flatMap((r) => r.media.map((m) => m.ref)).sort();
        // What nobody could read waits for a person, and so does a report that stands under it.
        expect(back.filter((ref) => shows[Number(ref.slice(1))] === 'unsure')).toEqual([]);
        if (shows.includes('unsure')) return;
        const due = shows.flatMap((s, i) =>
          words === 'insult' || (words === 'nothing' && s === 'calm') ? [] : [`p${i}`],
        );
        expect(back).toEqual(due);
        for (const r of reposts)
          expect(r.blur).toBe(r.media.some((m) => shows[Number(m.ref.slice(1))] !== 'calm'));
      }),
      { numRuns: 300 },
    );
  });
});
