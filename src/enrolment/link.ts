/** /link: a code by which somebody shows that an identity on another network is theirs, too. */
import { spelled } from '../domain/enrolment/code.js';
import type { Interpretation } from '../engine/interpreter.js';
import { answer, type HereOf } from './here.js';
import { issueCode } from './one-time-code.js';

/** fr · nl · de · en */
const ASKS =
  /^\s*[/／]\s*(?:lier|relier|moncompte|koppel|koppelen|verknüpfen|verknuepfen|link|account)(?:@\w+)?[\s.!]*$/iu;
/** Both phones are at hand. */
const LINK_MS = 15 * 60_000;

/** Null: not asked for. */
export function link(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation, now } = here;
  if (event.revision > 0 || !ASKS.test(event.text) || situation.person === null) return null;
  const { code, expiresAt } = issueCode(
    store,
    { kind: 'account', partnership: null, role: null, groups: [], issuedBy: situation.person },
    now,
    LINK_MS,
  );
  return answer(
    here,
    [{ key: 'enrol.link-code', params: { code: spelled(code), at: expiresAt } }],
    [],
    'link-code',
  );
}
