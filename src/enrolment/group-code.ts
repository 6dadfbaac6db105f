/** Codes and /bind in a group: a group code binds the chat; any other code there is a mishap, and is worth nothing at once. */

import { told } from '../domain/action.js';
import { codesIn } from '../domain/enrolment/code.js';
import type { Interpretation } from '../engine/interpreter.js';
import type { CodeRow } from '../store/enrolment/codes.js';
import { bind } from './bind.js';
import { type HereOf, interpretation, tellPerson } from './here.js';
import { bindableBy } from './may-bind.js';
import { findCode } from './one-time-code.js';

/** fr · nl · de · en */
const BIND =
  /^\s*[/／]\s*(?:rattacher|attacher|aansluiten|verbind|verbinden|anbinden|anschlie(?:ß|ss)en|bind)(?:@\w+)?(?=\s|$)/iu;
/** Looking at a code is slow on purpose; nobody may make the group wait by writing many. */
const MOST_LOOKED_AT = 20;

/** Null: nothing of the kind is in the message. */
export function codeInGroup(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation, now } = here;
  const asks = BIND.test(event.text) && event.revision === 0 && !event.forward;
  const candidates = store.codes.anyOpen(now) ? codesIn(event.text) : [];
  const { person } = situation;
  if (candidates.length > 0 && person !== null) {
    const found =
      store.codes.failuresInTheHour(person, now) < MOST_LOOKED_AT ? findCode(store, candidates, now) : null;
    if (found && !found.over) return met(here, person, found.row);
    if (!found) store.codes.failed(person, now);
  }
  return asks && person !== null ? bindWithoutCode(here, person) : null;
}

function met(here: HereOf<'message'>, person: number, row: CodeRow): Interpretation {
  const { store, event, now } = here;
  if (row.kind !== 'group' || event.sender.anonymous || event.forward || row.partnership === null)
    return spoiled(here, person, row, 'code-in-group');
  const partnership = store.partnerships.byId(row.partnership);
  if (!partnership || !bindableBy(store, person).includes(partnership.id))
    return spoiled(here, person, row, 'bind-no-right');
  store.codes.use(row.id, person, now);
  return bind(here, person, partnership);
}

/** Everybody in the group has read it: it is taken away, counts no more, and whoever gave it out hears why. */
function spoiled(here: HereOf<'message'>, person: number, row: CodeRow, why: string): Interpretation {
  const { store, event, situation, now } = here;
  store.codes.revoke(row.id, now);
  const lang = situation.sender.lang;
  const nobody = event.sender.anonymous === true;
  const group = { group: situation.group?.title ?? '…' };
  const key = why === 'bind-no-right' ? 'enrol.bind-no-right' : 'enrol.code-seen';
  const owner =
    row.issuedBy !== null && (nobody || !store.offices.samePerson(row.issuedBy, person))
      ? tellPerson(store, row.issuedBy, lang, [{ key: 'enrol.your-code-seen', params: group }])
      : [];
  return interpretation(
    situation.group,
    [{ type: 'delete', message: event.message }, ...(nobody ? [] : [told(event.sender.id, lang, [{ key }])])],
    owner,
    why,
  );
}

function bindWithoutCode(here: HereOf<'message'>, person: number): Interpretation | null {
  const { store, event, situation } = here;
  const possible = event.sender.anonymous ? [] : bindableBy(store, person);
  const only = possible.length === 1 ? store.partnerships.byId(possible[0]!) : null;
  if (only) return bind(here, person, only);
  if (store.partnerships.all().length === 0) return null;
  const key = possible.length > 1 ? 'enrol.bind-which' : 'enrol.bind-no-right';
  return interpretation(
    situation.group,
    [
      { type: 'delete', message: event.message },
      // Also in the group: whoever put the bot there may never have written to it.
      ...(event.sender.anonymous ? [] : [told(event.sender.id, situation.sender.lang, [{ key }], [], true)]),
    ],
    [],
    'bind-no-right',
  );
}
