/**
 * Enrolment on every channel: one-time codes, groups that are bound, internal rules and declarations, requests to join
 * (Annex 4 §3, §5 b). Asked before the commands. All of it happens in the event's transaction: killed half-way, the code
 * is unused and the role not given.
 */
import { accepts } from '../domain/enrolment/accepts.js';
import type { EventOf } from '../domain/event.js';
import type { Interpretation, Interpreter } from '../engine/interpreter.js';
import { joined, joinRequest, noticeWriter, welcomeLater } from './arrivals.js';
import { acceptInWords, remind } from './declare.js';
import { firstWords } from './first-words.js';
import { codeInGroup } from './group-code.js';
import { type Here, type HereOf, interpretation } from './here.js';
import { type InternalRules, openInternalRules } from './internal-rules.js';
import { link } from './link.js';
import { groupChanged, leaveUnbound } from './new-group.js';
import { isOurs, pressed } from './press.js';
import { redeem } from './redeem.js';

export interface EnrolmentOptions {
  /** Default: the templates of rules/internal-rules. */
  readonly internalRules?: InternalRules;
}

export function enrolmentInterpreter(options: EnrolmentOptions = {}): Interpreter {
  const internalRules = options.internalRules ?? openInternalRules();
  return ({ store, event, situation, at }) =>
    enrolmentOf({ store, event, situation, now: at, internalRules });
}

function enrolmentOf(here: Here): Interpretation | null {
  const { event } = here;
  switch (event.type) {
    case 'message':
      if (event.history) return null;
      return event.scope === 'group' ? inGroup({ ...here, event }) : inPrivate({ ...here, event });
    case 'press':
      return isOurs(event.action) ? pressed({ ...here, event }) : null;
    case 'joined':
      return joined({ ...here, event });
    case 'join-request':
      return joinRequest({ ...here, event });
    case 'group':
      return groupChanged({ ...here, event });
    case 'timer':
      return event.timer === 'declaration' ? onTime({ ...here, event }) : null;
    default:
      return null;
  }
}

function inGroup(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation } = here;
  const answered = codeInGroup(here) ?? (accepts(event.text) ? acceptInWords(here) : null);
  if (answered) return answered;
  const { group } = situation;
  // Not a group of ours (yet): nothing in it is looked at, counted or kept.
  if (group && store.partnerships.belonging(group.id)?.state === 'waiting')
    return interpretation(null, [], [], 'unbound-group');
  noticeWriter(here);
  return null;
}

const inPrivate = (here: HereOf<'message'>): Interpretation | null =>
  redeem(here) ?? link(here) ?? (accepts(here.event.text) ? acceptInWords(here) : null) ?? firstWords(here);

/** `leave:<group>`, `welcome:<group>:<person>`, `remind:<group>:<person>` */
function onTime(here: Here<EventOf<'timer'>>): Interpretation | null {
  const [what, group = '', person = ''] = here.event.ref.split(':');
  switch (what) {
    case 'leave':
      return leaveUnbound(here, Number(group));
    case 'welcome':
      return welcomeLater(here, Number(group), Number(person));
    case 'remind':
      return remind(here, Number(group), Number(person));
    default:
      return null;
  }
}
