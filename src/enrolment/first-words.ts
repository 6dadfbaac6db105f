/** Somebody opens the private chat (“/start”, “bonjour”) whom the bot could not reach before: now the rules can be read. */
import type { Interpretation } from '../engine/interpreter.js';
import { isSettled, welcome } from './declare.js';
import { type HereOf, interpretation } from './here.js';

/** “/start”, or what people say to a bot that they were told to write to. */
const OPENS =
  /^\s*(?:\/start(?:@\w+)?(?:\s+\w{1,64})?|bonjour|salut|hallo|hoi|goedendag|dag|guten tag|hello|hi)[\s!.]*$/iu;

/** Null: it is something else, or nothing is open. */
export function firstWords(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation, internalRules } = here;
  const { person } = situation;
  if (person === null || event.revision > 0 || !OPENS.test(event.text)) return null;
  const group = store.enrolments
    .openOf(person)
    .map((id) => store.groups.byId(id))
    .find(
      (g) =>
        g?.active && store.members.get(g.id, person)?.left_at === null && !isSettled(store, g.id, person),
    );
  if (!group) return null;
  const head = { key: 'enrol.welcome-there', params: { group: group.title } };
  return interpretation(group, [], welcome(store, internalRules, group, person, head, false), 'first-words');
}
