import { describe, expect, it } from 'vitest';
import type { RepostAction } from '../../../src/domain/action.js';
import type { PictureAnalysis } from '../../../src/domain/finding.js';
import { MINUTE, picture, plain, Street, uninformed } from './street.js';

const photo = (ref: string) => ({ kind: 'photo', ref }) as const;
const calm = picture();
/** One message of the album `A`, as Telegram and WhatsApp send it: a picture each, the words under one of them. */
const part = (street: Street, ref: string, words = '', seenIn: PictureAnalysis = calm, text = plain()) =>
  street.says('anne', words, text, {
    pictures: [seenIn],
    event: { album: 'A', media: [photo(ref)], topic: '7' },
  });
const repostOf = (street: Street): RepostAction | undefined =>
  street.actions.find((a) => a.type === 'repost');
const REPORT = 'Un homme force une porte, rue du Moulin';

describe('an album is one message', () => {
  it('its words wait for 101: all of it leaves, and all of it comes back as one, in its topic', () => {
    const street = new Street();
    part(street, 'p1');
    part(street, 'p2', REPORT, calm, uninformed());
    part(street, 'p3');
    expect(street.done().filter((d) => d.startsWith('delete'))).toEqual([
      'delete m2',
      'delete m1',
      'delete m3',
    ]);
    // Its poster is told once.
    expect(street.done().filter((d) => d.startsWith('tell'))).toEqual(['tell anne call-101 + hold.confirm']);
    street.presses('anne', 'informed');
    expect(street.actions.filter((a) => a.type === 'repost')).toHaveLength(1);
    expect(repostOf(street)).toMatchObject({ text: REPORT, blur: false, topic: '7' });
    expect(repostOf(street)!.media.map((m) => m.ref)).toEqual(['p1', 'p2', 'p3']);
  });

  it('left where it stands until the question is answered, it leaves as one when nobody answers', () => {
    const street = new Street({ mode: 'ask', settleSeconds: 0 });
    part(street, 'p1', REPORT, calm, uninformed());
    part(street, 'p2');
    expect(street.done().some((d) => d.startsWith('delete'))).toBe(false);
    street.passes(11 * MINUTE);
    expect(street.done().filter((d) => d.startsWith('delete'))).toEqual(['delete m1', 'delete m2']);
  });

  it('one picture shows a face: that one leaves, the others stay', () => {
    const street = new Street();
    part(street, 'p1', 'La fête de quartier');
    part(street, 'p2', '', picture('face-photo'));
    part(street, 'p3');
    expect(street.done()).toEqual(['delete m2', 'tell anne rule.face-photo']);
    expect(street.rules).toEqual(['face-photo removed']);
    street.presses('anne', 'blur');
    expect(repostOf(street)).toMatchObject({ text: '', blur: true, media: [photo('p2')] });
  });

  it('two show one: their poster hears of it once, and one tap covers both', () => {
    const street = new Street();
    part(street, 'p1', '', picture('face-photo'));
    part(street, 'p2', '', picture('plate-photo'));
    expect(street.done()).toEqual(['delete m1', 'tell anne rule.face-photo', 'delete m2']);
    expect(street.rules).toEqual(['face-photo removed', 'plate-photo removed']);
    street.presses('anne', 'blur');
    expect(repostOf(street)!.media.map((m) => m.ref)).toEqual(['p1', 'p2']);
  });

  it('a face in an album that waits for 101 comes back covered with it', () => {
    const street = new Street();
    part(street, 'p1', REPORT, calm, uninformed());
    part(street, 'p2', '', picture('face-photo'));
    expect(street.rules).toEqual(['police-not-informed held', 'face-photo removed']);
    street.presses('anne', 'informed');
    expect(repostOf(street)).toMatchObject({ blur: true, media: [photo('p1'), photo('p2')] });
  });

  it('whoever authorises is asked once, about all of it', () => {
    const street = new Street({ sending: 'prior-authorisation' });
    part(street, 'p1', 'Attention aux échelles');
    part(street, 'p2');
    part(street, 'p3');
    expect(street.done().filter((d) => d.startsWith('notify'))).toEqual([]);
    street.passes(4000);
    const asked = street.actions.filter((a) => a.type === 'notify');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ show: [photo('p1'), photo('p2'), photo('p3')] });
  });

  it('a picture that nobody could read never goes back with the others unseen', () => {
    const street = new Street();
    part(street, 'p1', REPORT, calm, uninformed());
    part(street, 'p2', '', { ...calm, decision: 'review' });
    street.presses('anne', 'informed', 'h1');
    expect(repostOf(street)!.media).toEqual([photo('p1')]);
    expect(street.holds.get('h2')).toMatchObject({ condition: 'review', media: [photo('p2')] });
  });

  it('what insults leaves with all its pictures, and none comes back', () => {
    const street = new Street();
    part(street, 'p1');
    part(street, 'p2', '…', calm, plain({ findings: [{ rule: 'discrimination', confidence: 0.95 }] }));
    part(street, 'p3');
    expect(street.done().filter((d) => d.startsWith('delete'))).toEqual([
      'delete m2',
      'delete m1',
      'delete m3',
    ]);
    expect([...street.holds.values()]).toMatchObject([{ condition: 'never', media: [] }]);
  });

  it('two albums of one person are two messages', () => {
    const street = new Street();
    part(street, 'p1', REPORT, calm, uninformed());
    street.says('anne', '', plain(), { pictures: [calm], event: { album: 'B', media: [photo('q1')] } });
    expect(street.done().filter((d) => d.startsWith('delete'))).toEqual(['delete m1']);
  });
});
