/**
 * Names are chosen by whoever bears them, and the bot repeats them in sentences of its own. A line end in a name would let
 * its bearer write lines that look like the bot's; marks of writing direction would turn those sentences round.
 */
import { wellFormed } from './well-formed.js';

/** Everything that ends a line or is a control character, with the blanks around it. */
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Direction marks and signs without width; joiners stay, since scripts and emoji are written with them. */
const UNSEEN = /[\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0]/gu;
/** More marks on one letter than any language puts there would cover the lines above and below. */
const PILE = /(\p{M}{3})\p{M}+/gu;

/** One line, as long as it was at most; may be empty. */
export const plainName = (name: string): string =>
  wellFormed(name).replace(UNSEEN, '').replace(BREAKS, ' ').replace(PILE, '$1').trim();
