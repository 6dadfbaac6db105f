/** What WhatsApp notes about a group itself: who came and went, who asks to come, its name, the bot's rights. */
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { z } from 'zod';
import type { ChannelEvent, Person } from '../../../domain/event.js';
import type { Pair } from '../identity-book.js';
import { isGroup, isPerson, plainJid } from '../jid.js';
import { isMe, type MapContext } from './context.js';
import { moment } from './numbers.js';

const Stub = proto.WebMessageInfo.StubType;

const participantSchema = z.object({
  id: z.string(),
  phoneNumber: z.string().nullish(),
  lid: z.string().nullish(),
});
const applicantSchema = z.object({ lid: z.string().nullish(), pn: z.string().nullish() });

const CAME: ReadonlySet<number> = new Set([
  Stub.GROUP_PARTICIPANT_ADD,
  Stub.GROUP_PARTICIPANT_INVITE,
  Stub.GROUP_PARTICIPANT_ACCEPT,
  Stub.GROUP_PARTICIPANT_LINKED_GROUP_JOIN,
  Stub.GROUP_PARTICIPANT_ADD_REQUEST_JOIN,
]);
const WENT: ReadonlySet<number> = new Set([Stub.GROUP_PARTICIPANT_REMOVE, Stub.GROUP_PARTICIPANT_LEAVE]);
const GONE: ReadonlySet<number> = new Set([Stub.GROUP_DELETE, Stub.GROUP_DEACTIVATED]);
/** How closed the group is, or who may what in it, may have changed: look again. */
const LOOK_AGAIN: ReadonlySet<number> = new Set([
  ...CAME,
  ...WENT,
  Stub.GROUP_CREATE,
  Stub.GROUP_PARTICIPANT_PROMOTE,
  Stub.GROUP_PARTICIPANT_DEMOTE,
  Stub.GROUP_PARTICIPANT_CHANGE_NUMBER,
  Stub.GROUP_CHANGE_RESTRICT,
  Stub.GROUP_CHANGE_ANNOUNCE,
  Stub.GROUP_CHANGE_INVITE_LINK,
  Stub.GROUP_MEMBER_ADD_MODE,
  Stub.GROUP_MEMBERSHIP_JOIN_APPROVAL_MODE,
]);

const parse = <T>(schema: z.ZodType<T>, words: readonly unknown[]): T[] =>
  words.flatMap((word) => {
    try {
      const result = schema.safeParse(typeof word === 'string' ? JSON.parse(word) : word);
      return result.success ? [result.data] : [];
    } catch {
      return [];
    }
  });
const wordsOf = (message: WAMessage): readonly unknown[] =>
  Array.isArray(message.messageStubParameters) ? message.messageStubParameters : [];

/** True for a note after which the group's settings and administrators must be read anew. */
export const changesGroup = (message: WAMessage): boolean =>
  isGroup(plainJid(message.key?.remoteJid)) && LOOK_AGAIN.has(message.messageStubType ?? 0);

/** The pairs of addresses that a note tells: learn them before mapping. */
export function pairsInNote(message: WAMessage): Pair[] {
  const words = wordsOf(message);
  return [
    ...parse(participantSchema, words).flatMap((p): Pair[] =>
      [p.phoneNumber, p.lid].filter((x) => typeof x === 'string').map((x): Pair => [p.id, x]),
    ),
    ...parse(applicantSchema, words.slice(0, 1)).flatMap((a): Pair[] =>
      a.lid && a.pn ? [[a.lid, a.pn]] : [],
    ),
  ];
}

/** Events of a note (a message without content). `history` notes tell of a past that the register does not replay. */
export function groupEvents(message: WAMessage, ctx: MapContext): ChannelEvent[] {
  const chat = plainJid(message.key?.remoteJid);
  const stub = message.messageStubType ?? 0;
  const note = message.key?.id;
  if (!isGroup(chat) || !note) return [];
  const id = note.slice(0, 120);
  const base = {
    channel: 'whatsapp',
    chat,
    scope: 'group',
    at: moment(message.messageTimestamp, ctx.now),
  } as const;
  const author = plainJid(message.key.participant ?? message.participant);
  // What the bot does, it was told to do: that is nobody's own hand.
  const by = isPerson(author) && !isMe(author, ctx) ? ctx.book.person(author, message.pushName) : undefined;
  const words = wordsOf(message);
  if (CAME.has(stub) || WENT.has(stub)) {
    const came = CAME.has(stub);
    return parse(participantSchema, words).flatMap((p): ChannelEvent[] => {
      const jid = plainJid(p.id);
      if (!isPerson(jid)) return [];
      if (isMe(jid, ctx))
        return [{ ...base, type: 'group', id, change: { what: came ? 'bot-added' : 'bot-removed' } }];
      const person: Person = ctx.book.person(jid, '');
      const other = by && by.id !== person.id ? { by } : {};
      return [
        { ...base, type: came ? 'joined' : 'left', id: `${id}.${person.id}`.slice(0, 256), person, ...other },
      ];
    });
  }
  if (GONE.has(stub)) return [{ ...base, type: 'group', id, change: { what: 'bot-removed' } }];
  if (stub === Stub.GROUP_CREATE) return [{ ...base, type: 'group', id, change: { what: 'bot-added' } }];
  if (stub === Stub.GROUP_CHANGE_SUBJECT && typeof words[0] === 'string')
    return [{ ...base, type: 'group', id, change: { what: 'title', title: words[0].slice(0, 512) } }];
  if (
    stub === Stub.GROUP_MEMBERSHIP_JOIN_APPROVAL_REQUEST_NON_ADMIN_ADD &&
    (words[1] === 'created' || words[1] === undefined)
  )
    return parse(applicantSchema, words.slice(0, 1)).flatMap((a): ChannelEvent[] => {
      const jid = plainJid(a.lid ?? a.pn);
      if (!isPerson(jid)) return [];
      const person = ctx.book.person(jid, '');
      return [{ ...base, type: 'join-request', id: `${id}.${person.id}`.slice(0, 256), person }];
    });
  return [];
}
