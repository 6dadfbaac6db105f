/**
 * The bot's private chat is the way in: “/console” there is answered with a link, and a code that the page asked for is
 * sent there. Both are made in the event's transaction, so a crash sends neither twice nor an invalid one.
 */
import { told } from '../../../domain/action.js';
import { answerWith, type Interpreter } from '../../../engine/interpreter.js';
import type { Store } from '../../../store/store.js';
import { type Keys, keysOn } from './keys.js';

/** The order by which the page asks for a code; `request` is the asking browser's secret. */
export const CODE_ORDER = 'console-code';
/** The order that tells somebody of a passkey that was added in their name; `device`: on which. */
export const PASSKEY_ORDER = 'console-passkey';
const ORDERS: ReadonlyMap<string, 'code' | 'passkey'> = new Map([
  [CODE_ORDER, 'code'],
  [PASSKEY_ORDER, 'passkey'],
]);
const ASKS = /^\/(?:console|login|connexion|aanmelden|anmelden)(?:@\w+)?$/i;

export function signInInterpreter(url: () => string): Interpreter {
  let keys: Keys | null = null;
  return ({ store, event, situation }) => {
    const wanted =
      event.type === 'message' && event.scope === 'private' && !event.history && ASKS.test(event.text.trim())
        ? 'link'
        : event.type === 'order' && event.order.what === 'run'
          ? (ORDERS.get(event.order.command) ?? null)
          : null;
    if (wanted === null || situation.person === null) return null;
    const { person } = situation;
    // Whoever has their office on the other network, and showed by “/link” that both are theirs, comes in from here, too.
    const officials = store.offices
      .identities(person)
      .filter((i) => store.members.groupsOf(i.person).some((g) => hasOffice(store, g, i.person)));
    if (officials.length === 0) return null;
    const mine = store.members.groupsOf(person);
    const place = mine.find((g) => hasOffice(store, g, person)) ?? mine[0];
    const group = place === undefined ? null : store.groups.byId(place);
    const args = event.type === 'order' && event.order.what === 'run' ? event.order.args : {};
    const lang = (group && store.members.get(group.id, person)?.lang) ?? situation.sender.lang;
    const tell = (key: string, params: Readonly<Record<string, string>>) =>
      told(situation.sender.id, lang, [{ key, params }]);
    if (wanted === 'passkey')
      return {
        decision: answerWith([tell('console.passkey', { device: String(args.device) })], 'console-passkey'),
        group,
      };
    keys ??= keysOn(store.db, Date.now);
    if (!keys.mayBeSent(person, wanted)) return { decision: answerWith([], 'console-key-limit'), group };
    const action =
      wanted === 'link'
        ? tell('console.link', { link: `${url()}/sign-in#${keys.link(person)}` })
        : tell('console.code', { code: keys.code(person, String(args.request)) });
    return { decision: answerWith([action], 'console-key'), group };
  };
}

const hasOffice = (store: Store, group: number, person: number): boolean =>
  store.members.get(group, person)?.role !== 'member';
