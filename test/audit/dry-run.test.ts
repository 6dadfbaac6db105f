import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DryRun, type Timed } from '../../src/audit/dry-run/dry-run.js';
import { Latest } from '../../src/audit/dry-run/latest.js';
import { Timers } from '../../src/audit/dry-run/timers.js';
import type { ExportedMessage } from '../../src/audit/exported.js';
import { readAhead, readHere } from '../../src/audit/read-ahead.js';
import type { Decision } from '../../src/domain/decision.js';
import { policy } from '../../src/domain/group.js';
import type { Mode, Role } from '../../src/domain/vocabulary.js';
import { fakeAnalyser, fakeRules } from './fake-analyser.js';

const START = Date.parse('2024-03-12T21:00:00+01:00');
const minute = 60_000;
let id = 0;
const said = (
  minutes: number,
  who: string,
  text: string,
  over: Partial<ExportedMessage> = {},
): ExportedMessage => ({
  type: 'message',
  line: ++id,
  id: `m${id}`,
  at: START + minutes * minute,
  sender: { id: who, name: who, anonymous: false },
  text,
  media: [],
  other: null,
  replyTo: null,
  forwardedFrom: null,
  edited: false,
  deleted: false,
  mentions: [],
  ...over,
});

async function play(mode: Mode, messages: ExportedMessage[], roles: [string, Role][] = []) {
  const timed: Timed[] = [];
  const run = new DryRun({
    analyser: fakeAnalyser,
    rules: fakeRules,
    group: { id: 'g', policy: policy({ mode }), recognised: true, policeApproved: true },
    channel: 'telegram',
    roles: new Map(roles),
    onTimer: (t) => timed.push(t),
  });
  const decisions: Decision[] = [];
  for await (const read of readAhead(messages, readHere(fakeAnalyser, 'fr')))
    if ('message' in read) decisions.push(run.judge(read).decision);
  run.finish();
  return { decisions, timed, outcomes: decisions.map((d) => d.outcome) };
}

describe('the group as it would have run', () => {
  it('holds a report that does not say that the police know, and puts it back when its poster says so', async () => {
    const { decisions, outcomes, timed } = await play('hold', [
      said(0, 'luc', 'Homme suspect rue du Moulin'),
      said(4, 'luc', '101 prévenu'),
    ]);
    expect(outcomes).toEqual(['held', 'passed']);
    expect(decisions[1]!.actions.map((a) => a.type)).toContain('repost');
    expect(timed.map((t) => t.decision.why[0])).not.toContain('no-answer');
  });

  it('plays the timers that came due between two messages', async () => {
    const { timed, decisions } = await play('hold', [
      said(0, 'luc', 'Homme suspect rue du Moulin'),
      said(61, 'luc', '101 prévenu'),
    ]);
    expect(timed.map((t) => [t.timer.timer, t.decision.why[0]])).toContainEqual(['hold-expiry', 'no-answer']);
    // The hour is over: there is nothing left to put back.
    expect(decisions[1]!.actions.map((a) => a.type)).not.toContain('repost');
  });

  it('in mode ask leaves the report, asks after the pause, and takes it out at last', async () => {
    const { outcomes, timed } = await play('ask', [
      said(0, 'luc', 'Homme suspect rue du Moulin'),
      said(60, 'jan', 'Bonjour'),
    ]);
    expect(outcomes).toEqual(['asked', 'passed']);
    expect(timed.map((t) => t.timer.timer)).toEqual(expect.arrayContaining(['ask-settle', 'ask-expiry']));
    expect(timed.find((t) => t.timer.timer === 'ask-expiry')!.decision.actions.map((a) => a.type)).toContain(
      'delete',
    );
  });

  it('in mode observe does nothing in the group', async () => {
    const { decisions } = await play('observe', [said(0, 'luc', 'Homme suspect, plaque 1-ABC-123')]);
    expect(decisions[0]!.actions).toEqual([]);
    expect(decisions[0]!.infractions.map((i) => i.response)).toEqual(expect.arrayContaining(['observed']));
  });

  it('reads short messages in a row as one telling', async () => {
    const { outcomes, decisions } = await play('hold', [
      said(0, 'luc', 'Homme suspect rue du Moulin'),
      said(1, 'luc', 'veste noire'),
      said(1.5, 'luc', '101 prévenu'),
    ]);
    expect(outcomes).toEqual(['held', 'held', 'passed']);
    const repost = decisions[2]!.actions.find((a) => a.type === 'repost');
    expect(repost).toMatchObject({ text: 'Homme suspect rue du Moulin\nveste noire' });
  });

  it('counts off-topic messages of thirty days, so that the second gets a clearer word', async () => {
    const words = async (day: number): Promise<string[]> => {
      const { decisions } = await play('hold', [
        said(0, 'luc', 'Un bon plombier ?'),
        said(day * 24 * 60, 'luc', 'Joyeux anniversaire'),
      ]);
      return decisions[1]!.actions.flatMap((a) => (a.type === 'tell' ? a.sentences.map((x) => x.key) : []));
    };
    expect(await words(2)).toEqual(['off-topic.again']);
    expect(await words(31)).toEqual(['off-topic.first']);
  });

  it('lets the police speak', async () => {
    const { outcomes } = await play(
      'hold',
      [said(0, 'inp', 'Homme suspect rue du Moulin')],
      [['inp', 'mandatary']],
    );
    expect(outcomes).toEqual(['passed']);
  });

  it('gives an answer the thread of the message that it answers', async () => {
    const first = said(0, 'luc', 'Homme suspect rue du Moulin, 101 prévenu');
    const second = said(30, 'jan', 'Verdacht voertuig Kerkstraat, politie verwittigd');
    const answer = said(32, 'an', 'il est parti', { replyTo: first.id });
    const { decisions } = await play('hold', [first, second, answer]);
    const opened = decisions[0]!.effects.find((e) => e.type === 'open-thread');
    expect(opened).toBeDefined();
    expect(decisions[2]!.effects).toContainEqual(
      expect.objectContaining({
        type: 'touch-thread',
        thread: opened!.type === 'open-thread' && opened!.thread.id,
      }),
    );
  });

  it('is not confused by a clock that was set back', async () => {
    const { outcomes } = await play('hold', [said(10, 'luc', 'Bonjour'), said(0, 'luc', 'Bonsoir')]);
    expect(outcomes).toEqual(['passed', 'passed']);
  });
});

describe('timers', () => {
  it('come out in the order of their time, none before it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), fc.nat(1000), (dues, now) => {
        const timers = new Timers();
        for (const due of dues) timers.add({ due, timer: 'thread-idle', ref: '' });
        const out: number[] = [];
        for (let t = timers.takeDue(now); t; t = timers.takeDue(now)) out.push(t.due);
        expect(out).toEqual(dues.filter((d) => d <= now).sort((a, b) => a - b));
        expect(timers.size).toBe(dues.filter((d) => d > now).length);
      }),
    );
  });
});

describe('the memory of latest things', () => {
  it('keeps the latest and forgets the rest', async () => {
    const latest = new Latest<number>(3);
    for (let i = 0; i < 20; i++) latest.set(`${i}`, i);
    expect([19, 18, 17].map((i) => latest.get(`${i}`))).toEqual([19, 18, 17]);
    expect(latest.get('5')).toBeUndefined();
  });
});
