/** What the inhabitants of a few streets write in the crash test: the same for the same seed. */
import type { EventOf } from '../../src/domain/event.js';
import { START } from '../engine/house.js';

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const CHATS = ['north', 'east', 'south', 'west'] as const;
export const PEOPLE = ['anne', 'bram', 'dora', 'emil'] as const;
const TEXTS = [
  'Merci à tous',
  'Réunion jeudi à la maison communale',
  'Homme louche rue du Moulin',
  'veste noire',
  '101 prévenu',
  'Plaque 1-ABC-234 devant chez moi',
  'Quelle crapule',
  'Je vends mon vélo',
  "Il part vers l'église",
  'Voiture louche place verte, 101 prévenu',
  'fausse alerte',
] as const;

/** Two seconds apart. */
export const timeOf = (index: number): number => START + index * 2000;

export function stream(seed: number, length: number): EventOf<'message'>[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length }, (_, i) => {
    const who = pick(PEOPLE);
    return {
      type: 'message',
      channel: 'playground',
      chat: pick(CHATS),
      scope: 'group',
      at: timeOf(i),
      message: `m${i}`,
      revision: 0,
      sender: { id: who, name: who },
      text: pick(TEXTS),
      media: [],
    };
  });
}
