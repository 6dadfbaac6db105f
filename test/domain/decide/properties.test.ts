/** Whatever happens in a street, in whatever order and under whatever settings, these hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/domain/decide/index.js';
import { effectiveMode } from '../../../src/domain/group.js';
import { RESPONSES } from '../../../src/domain/rule.js';
import { KINDS, LABELS, MODES } from '../../../src/domain/vocabulary.js';
import { MINUTE, PHOTO, picture, plain, Street } from './street.js';

/** What must never be reposted, marked so that it is recognised wherever it turns up. */
const SECRET = '«SECRET»';

const description = fc.record({
  where: fc.boolean(),
  when: fc.boolean(),
  direction: fc.boolean(),
  person: fc.boolean(),
  clothes: fc.boolean(),
  vehicle: fc.boolean(),
});
const rule = fc.constantFrom(...LABELS);
const message = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    police: fc.constantFrom('informed' as const, 'not-informed' as const, 'none' as const),
    confirmsInformed: fc.boolean(),
    withdraws: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    publicNotice: fc.boolean(),
    description,
    signature: fc.uniqueArray(fc.constantFrom('moulin', 'verte', 'audi', 'capuche'), { maxLength: 3 }),
    rules: fc.uniqueArray(rule, { maxLength: 3 }),
    confidence: fc.constantFrom(0.35, 0.6, 0.97),
    spanned: fc.boolean(),
    secret: fc.boolean(),
    words: fc.constantFrom('homme louche', 'veste noire', '101', ''),
  })
  .map(({ rules, confidence, spanned, secret, words, ...rest }) => {
    const text = secret ? `${words} ${SECRET}` : words;
    const from = text.indexOf(SECRET);
    const findings = rules
      .filter((r) => secret || (r !== 'plate-in-text' && r !== 'identity-disclosed'))
      .map((r) => ({
        rule: r,
        confidence,
        ...(spanned && from >= 0 ? { span: [from, text.length] as const } : {}),
      }));
    const exposed =
      confidence >= 0.5 &&
      findings.some((f) => f.rule === 'plate-in-text' || f.rule === 'identity-disclosed');
    return { text, exposed, analysis: plain({ ...rest, findings }) };
  });

const pictures = fc.constantFrom(
  [],
  [picture()],
  [picture('face-photo')],
  [picture('plate-photo')],
  [{ ...picture(), decision: 'review' as const }],
);
const who = fc.constantFrom('anne', 'bram', 'cora', 'marc');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who,
      message,
      pictures,
      forwarded: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), who, message, of: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), who, message, of: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('private' as const), who, message }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      who,
      verb: fc.constantFrom('informed', 'withdraw', 'blur', 'contest', 'release', 'refuse', 'nonsense'),
      of: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('react' as const), who, of: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), of: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), who, of: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(5_000, 40_000, 11 * MINUTE, 70 * MINUTE),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mode' as const), mode: fc.constantFrom(...MODES) }) },
);
const settings = fc.record({
  mode: fc.constantFrom(...MODES),
  urgentMessages: fc.constantFrom('forbidden' as const, 'saa' as const),
  sending: fc.oneof(
    { weight: 4, arbitrary: fc.constant('habilitation' as const) },
    { weight: 1, arbitrary: fc.constant('prior-authorisation' as const) },
  ),
  settleSeconds: fc.constantFrom(0, 30),
  offerBlurred: fc.boolean(),
  voice: fc.constantFrom('allow' as const, 'review' as const, 'remove' as const),
  rules: fc.dictionary(
    fc.constantFrom(...LABELS.filter((l) => l !== 'plate-in-text' && l !== 'identity-disclosed')),
    fc.record({
      enabled: fc.constant(true),
      response: fc.constantFrom(...RESPONSES),
      extraWords: fc.constant<string[]>([]),
    }),
    { maxKeys: 2 },
  ),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays the steps and checks `law` after each decision. */
function play(
  policy: ConstructorParameters<typeof Street>[0],
  steps: readonly Step[],
  law: (s: Street, index: number) => void,
): void {
  const street = new Street(policy);
  const happens = street.happens.bind(street);
  street.happens = (...args) => {
    const decision = happens(...args);
    law(street, street.inputs.length - 1);
    return decision;
  };
  const ids: string[] = [];
  const at = (of: number): string => ids[of % Math.max(1, ids.length)] ?? 'm0';
  for (const s of steps)
    switch (s.do) {
      case 'say': {
        ids.push(`m${street.inputs.length + 1}`);
        street.says(s.who, s.message.text, s.message.analysis, {
          pictures: s.pictures,
          event: {
            media: s.pictures.length > 0 ? [PHOTO] : [],
            ...(s.forwarded ? { forward: { times: 5 } } : {}),
          },
        });
        break;
      }
      case 'edit':
        street.edits(s.who, at(s.of), s.message.text, s.message.analysis);
        break;
      case 'answer':
        ids.push(`m${street.inputs.length + 1}`);
        street.answers(s.who, at(s.of), s.message.text, s.message.analysis);
        break;
      case 'private':
        street.privately(s.who, s.message.text, s.message.analysis);
        break;
      case 'press':
        street.presses(s.who, s.verb, [...street.holds.keys()][s.of % Math.max(1, street.holds.size)]);
        break;
      case 'react':
        street.reacts(s.who, at(s.of));
        break;
      case 'remove':
        street.removes(at(s.of));
        break;
      case 'close':
        street.orders(s.who, { what: 'close-thread', thread: [...street.threads.keys()][0] ?? 'none' });
        break;
      case 'wait':
        street.passes(s.ms);
        break;
      case 'mode':
        street.policy = { ...street.policy, mode: s.mode };
        break;
    }
}

const always = (law: (street: Street, index: number) => void): void => {
  fc.assert(
    fc.property(settings, fc.array(step, { minLength: 1, maxLength: 14 }), (policy, steps) =>
      play(policy, steps, law),
    ),
    { numRuns: 400 },
  );
};
const decisionAt = (s: Street, i: number) => decide(s.inputs[i]!);

describe('whatever happens', () => {
  it('there is a decision, and the same input always gives the same', () => {
    always((s, i) => {
      expect(decisionAt(s, i)).toEqual(decisionAt(s, i));
    });
  });

  it('a group that is only observed hears and loses nothing, and nothing waits in it', () => {
    always((s, i) => {
      const { group, event } = s.inputs[i]!;
      if (effectiveMode(group) !== 'observe') return;
      const { actions, effects } = decisionAt(s, i);
      const inPrivate = event.type === 'message' && event.scope === 'private';
      expect(
        actions.filter(
          (a) =>
            !['notify', 'answer-press'].includes(a.type) &&
            !(inPrivate && a.type === 'tell' && !a.groupFallback),
        ),
      ).toEqual([]);
      expect(effects.some((e) => e.type === 'open-hold' || e.type === 'extend-hold')).toBe(false);
    });
  });

  it('nothing that surely exposes somebody is in a text that goes back', () => {
    fc.assert(
      fc.property(settings, fc.array(step, { minLength: 1, maxLength: 14 }), (policy, steps) => {
        // Only messages whose secret is surely seen carry one here.
        const sure = steps.filter(
          (s) => !('message' in s) || s.message.exposed || !s.message.text.includes(SECRET),
        );
        play(policy, sure, (s, i) => {
          for (const a of decisionAt(s, i).actions)
            if (a.type === 'repost') {
              expect(a.text).not.toContain(SECRET);
              expect(a.text !== '' || a.media.length > 0).toBe(true);
            }
        });
      }),
      { numRuns: 600 },
    );
  });

  it('no picture with a face or a plate goes back as it is, unless an official approved the notice that it is', () => {
    fc.assert(
      fc.property(settings, fc.array(step, { minLength: 1, maxLength: 14 }), (policy, steps) => {
        const shown = steps.filter((s) => s.do !== 'say' || s.pictures.every((p) => p.findings.length > 0));
        play(policy, shown, (s, i) => {
          const { actions, effects } = decisionAt(s, i);
          const approved = effects.some((e) => e.type === 'approved' && e.reason === 'public-notice');
          for (const a of actions)
            if (a.type === 'repost' && a.media.length > 0) expect(a.blur).toBe(!approved);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('everything that waits comes to an end by itself', () => {
    always((s) => {
      for (const hold of s.holds.keys())
        expect(['hold-expiry', 'ask-settle', 'ask-expiry'].some((t) => s.timers.has(`${t}:${hold}`))).toBe(
          true,
        );
    });
    fc.assert(
      fc.property(settings, fc.array(step, { maxLength: 10 }), (policy, steps) => {
        let last: Street | undefined;
        play(policy, steps, (s) => {
          last = s;
        });
        last?.passes(100 * 24 * 60 * MINUTE);
        expect([last?.holds.size ?? 0, last?.threads.size ?? 0]).toEqual([0, 0]);
      }),
      { numRuns: 200 },
    );
  });

  it('who loses a message has their words back, unless they took it back or confirmed themselves', () => {
    always((s, i) => {
      const { event, context } = s.inputs[i]!;
      const { actions, why } = decisionAt(s, i);
      for (const a of actions) {
        if (a.type !== 'delete') continue;
        if (why.includes('withdrawn-by-poster')) continue;
        const isConfirmation =
          event.type === 'message' &&
          a.message === event.message &&
          why.includes('police-informed-confirmed');
        if (isConfirmation) continue;
        const words =
          event.type === 'message' && a.message === event.message
            ? event.text
            : context.holds.find((h) => h.messages.includes(a.message))?.text;
        if (words) expect(actions.some((t) => t.type === 'tell' && t.quote !== undefined)).toBe(true);
        expect(actions.some((t) => t.type === 'tell')).toBe(true);
      }
    });
  });

  it('who reports without having called hears of 101 first, before anything else is said to them', () => {
    always((s, i) => {
      const { event, analysis, sender, group } = s.inputs[i]!;
      const { actions, why } = decisionAt(s, i);
      const text = analysis?.text;
      if (event.type !== 'message' || event.scope !== 'group' || !text || sender.role === 'mandatary') return;
      if (effectiveMode(group) === 'observe' || text.kind !== 'signalement' || text.police === 'informed')
        return;
      if (text.confirmsInformed || why.some((w) => /police-informed-confirmed|withdrawn/.test(w))) return;
      if (!actions.some((a) => a.type === 'delete')) return;
      const first = actions.find((a) => a.type === 'tell' && a.person === sender.id);
      expect(first?.type === 'tell' && first.sentences[0]?.key).toBe('call-101');
    });
  });

  it('no infraction is told, and nobody is quoted, in front of the group', () => {
    always((s, i) => {
      for (const a of decisionAt(s, i).actions) {
        if (a.type === 'tell' && a.groupFallback)
          for (const { key } of a.sentences) expect(key).not.toMatch(/^rule\.|^off-topic|^police\.exposes/);
        if (a.type === 'say') for (const { key } of a.sentences) expect(key).toMatch(/^thread\./);
      }
    });
  });

  it('the police are never moderated', () => {
    always((s, i) => {
      const { event, sender } = s.inputs[i]!;
      if (event.type !== 'message' || sender.role !== 'mandatary') return;
      const decision = decisionAt(s, i);
      expect(decision.infractions).toEqual([]);
      expect(decision.actions.some((a) => a.type === 'delete' && a.message === event.message)).toBe(false);
    });
  });

  it('nothing goes back without the police where they authorise beforehand (art. 8 d)', () => {
    fc.assert(
      fc.property(settings, fc.array(step, { minLength: 1, maxLength: 14 }), (policy, steps) =>
        play({ ...policy, sending: 'prior-authorisation' }, steps, (s, i) => {
          const { sender, context } = s.inputs[i]!;
          for (const a of decisionAt(s, i).actions)
            if (a.type === 'repost' && sender.role !== 'mandatary') {
              const hold = context.holds.find((h) => h.id === a.hold);
              // Only the coordinator's own, who is habilitated.
              expect(hold?.member).toBe('cora');
            }
        }),
      ),
      { numRuns: 300 },
    );
  });
});
