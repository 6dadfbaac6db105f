/** A one-time code written to the bot in private: an office, or the link between somebody's two networks. */
import { commandsOf, roleWord } from '../commands/api.js';
import type { Sentence } from '../domain/action.js';
import { codesIn } from '../domain/enrolment/code.js';
import type { Lang } from '../domain/vocabulary.js';
import type { Interpretation } from '../engine/interpreter.js';
import type { CodeRow } from '../store/enrolment/codes.js';
import { type Given, giveOffice, hasOpenCase, mayStillGive, shareOffices } from './give-office.js';
import { answer, type HereOf, tellPerson } from './here.js';
import { findCode, MOST_TRIES } from './one-time-code.js';

/** A code with a few words around it. What is longer is a message in which something merely looks like one. */
const SHORT = 60;

/** Null: there is no code in it, or only something that looks like one in a message about something else. */
export function redeem(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation, now } = here;
  const { person } = situation;
  if (person === null || event.revision > 0) return null;
  const candidates = codesIn(event.text);
  if (candidates.length === 0) return null;
  const onlyThat = event.text.trim().length <= SHORT;
  // Silence: whoever guesses must not learn whether the sixth guess was right. An alarm is answered all the same.
  if (store.codes.failuresInTheHour(person, now) >= MOST_TRIES)
    return onlyThat ? answer(here, [], [], 'code-limit') : null;
  const found = findCode(store, candidates, now);
  if (found && !found.over) return take(here, person, found.row);
  store.codes.failed(person, now);
  if (found) return answer(here, [{ key: 'enrol.code-over' }], [], 'code-over');
  return onlyThat ? answer(here, [{ key: 'enrol.code-unknown' }], [], 'code-unknown') : null;
}

function take(here: HereOf<'message'>, person: number, row: CodeRow): Interpretation {
  switch (row.kind) {
    case 'group':
      return answer(here, [{ key: 'enrol.code-for-group' }], [], 'code-for-group');
    case 'account':
      return linkAccounts(here, person, row);
    case 'role':
      return takeOffice(here, person, row);
  }
}

function takeOffice(here: HereOf<'message'>, person: number, row: CodeRow): Interpretation {
  const { store, situation, now } = here;
  const { issuedBy } = row;
  if (issuedBy !== null && store.offices.samePerson(issuedBy, person))
    return answer(here, [{ key: 'enrol.code-own' }], [], 'code-own');
  const given: Given = {
    person,
    role: row.role!,
    partnership: row.partnership,
    groups: row.groups,
    by: issuedBy === null ? 'setup' : (store.offices.identity(issuedBy)?.identity ?? 'setup'),
  };
  if (hasOpenCase(store, given)) return answer(here, [{ key: 'role.open-case' }], [], 'open-case');
  if (issuedBy !== null && !mayStillGive(store, issuedBy, given)) {
    store.codes.revoke(row.id, now);
    return answer(here, [{ key: 'enrol.code-over' }], [], 'giver-lost-right');
  }
  store.codes.use(row.id, person, now);
  const groups = giveOffice(store, given, now);
  const where = whereWord(
    here,
    row,
    groups.map((g) => g.title),
  );
  const role = roleWord(given.role);
  const lang = situation.sender.lang;
  const elsewhere =
    issuedBy === null
      ? []
      : tellPerson(store, issuedBy, lang, [
          { key: 'enrol.code-used', params: { name: situation.sender.name, role, where } },
        ]);
  const sentences: Sentence[] = [
    { key: 'enrol.role-given', params: { name: situation.sender.name, role, where } },
    ...(groups.length === 0 ? [{ key: 'enrol.role-waits' }] : [{ key: 'enrol.may-now' }]),
    ...(groups.length === 0
      ? []
      : commandsOf(given.role)
          .filter(typed)
          .map((c) => ({ key: c.help }))),
    { key: 'enrol.link-hint' },
  ];
  return answer(here, sentences, elsewhere, 'role-given', given.role);
}

/** The console and buttons use these; nobody types them. */
const typed = (command: { readonly name: string }): boolean =>
  command.name !== 'act' && command.name !== 'no-step';

const whereWord = (here: HereOf<'message'>, row: CodeRow, titles: readonly string[]): readonly string[] => {
  if (titles.length > 0) return titles;
  const partnership = row.partnership === null ? null : here.store.partnerships.byId(row.partnership);
  return [partnership?.name ?? '…'];
};

function linkAccounts(here: HereOf<'message'>, person: number, row: CodeRow): Interpretation {
  const { store, situation, now } = here;
  const owner = row.issuedBy === null ? null : store.offices.identity(row.issuedBy);
  if (!owner || owner.person === person)
    return answer(here, [{ key: 'enrol.link-elsewhere' }], [], 'link-same');
  store.codes.use(row.id, person, now);
  store.offices.link(owner.person, person);
  const groups = shareOffices(store, person, now).map((g) => g.title);
  const sentences: readonly Sentence[] = [
    { key: 'enrol.linked', params: { name: owner.name } },
    ...(groups.length > 0 ? [{ key: 'enrol.linked-groups', params: { where: groups } }] : []),
  ];
  const lang: Lang = situation.sender.lang;
  return answer(
    here,
    sentences,
    tellPerson(store, owner.person, lang, [
      { key: 'enrol.linked-other', params: { name: situation.sender.name } },
    ]),
    'linked',
  );
}
