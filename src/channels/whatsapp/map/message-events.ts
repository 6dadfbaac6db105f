/** One message of WhatsApp → what the engine hears: a message, an edit, a removal, a reaction, or knowingly nothing. */
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import type { ChannelEvent, EventOf, Person } from '../../../domain/event.js';
import type { Pair } from '../identity-book.js';
import { isGroup, isPerson, plainJid } from '../jid.js';
import { asAddressed, messageRef } from '../message-ref.js';
import { saidIn } from './content.js';
import { isMe, type MapContext } from './context.js';
import { contextInfoOf, forwardOf, mentionsOf, replyOf } from './context-info.js';
import { mediaOf } from './media.js';
import { moment, toNumber } from './numbers.js';
import { type Unwrapped, unwrap } from './unwrap.js';

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
const { MEDIA_ALBUM } = proto.MessageAssociation.AssociationType;
const SECRET_EDIT = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
const CIPHERTEXT = proto.WebMessageInfo.StubType.CIPHERTEXT;

/** `live`: it was just written. `history`: it came with a sync or after a long absence, and is never judged as new. */
export type Source = 'live' | 'history';

interface Frame {
  readonly chat: string;
  readonly scope: 'group' | 'private';
  readonly mode: 'lid' | 'pn' | 'private';
  readonly sender: Person;
  /** As the group addresses them. */
  readonly author: string;
  readonly fromMe: boolean;
  readonly at: number;
  readonly history: boolean;
}

/** The pairs of addresses that a message's key tells: learn them before mapping. */
export function pairsIn({ key }: WAMessage): Pair[] {
  const pairs: Pair[] = [];
  if (key?.participant && key.participantAlt) pairs.push([key.participant, key.participantAlt]);
  if (key?.remoteJid && key.remoteJidAlt) pairs.push([key.remoteJid, key.remoteJidAlt]);
  return pairs;
}

/** True for a message that this phone could not decrypt (yet): WhatsApp sends it again, or never. */
export const isUnreadable = (message: WAMessage): boolean => message.messageStubType === CIPHERTEXT;

function frameOf(message: WAMessage, source: Source, ctx: MapContext): Frame | null {
  const { key } = message;
  const remote = plainJid(key?.remoteJid);
  if (!key?.id) return null;
  const fromMe = key.fromMe === true;
  if (fromMe && ctx.isOwn(key.id)) return null;
  const at = moment(message.messageTimestamp, ctx.now);
  const history = source === 'history';
  if (isGroup(remote)) {
    const own = ctx.me.number || ctx.me.lid;
    const author = plainJid(key.participant ?? message.participant) || (fromMe ? own : '');
    if (!isPerson(author)) return null;
    return {
      chat: remote,
      scope: 'group',
      mode: key.addressingMode === 'lid' || (!key.addressingMode && author.endsWith('@lid')) ? 'lid' : 'pn',
      sender: ctx.book.person(author, message.pushName),
      author,
      fromMe,
      at,
      history,
    };
  }
  // What the owner of the number writes privately on their phone is nobody's business; statuses and channels neither.
  if (!isPerson(remote) || fromMe) return null;
  const sender = ctx.book.person(remote, message.pushName);
  return { chat: sender.id, scope: 'private', mode: 'private', sender, author: '', fromMe, at, history };
}

/** All events of one message. Empty: noise, the bot's own words, or a chat that is none of ours. */
export function messageEvents(message: WAMessage, source: Source, ctx: MapContext): ChannelEvent[] {
  const frame = frameOf(message, source, ctx);
  const id = message.key?.id;
  if (!frame || !id) return [];
  const ref = messageRef(id, frame.fromMe, frame.author);
  if (!message.message) return absent(message, frame, ref);
  const unwrapped = unwrap(message.message);
  const { content, wrappers } = unwrapped;
  // A mention in a status speaks of it in a note of the protocol: that is what the group sees.
  if (wrappers.has('statusMentionMessage') || wrappers.has('groupStatusMentionMessage'))
    return [bare(frame, ref, 0, 'status-mention')];
  if (content.protocolMessage) return protocolEvents(content.protocolMessage, frame, ctx);
  if (content.reactionMessage) return reactionEvents(content.reactionMessage, frame, ctx);
  const secret = content.secretEncryptedMessage;
  if (secret) {
    // Changed so that only phones can read it: nobody here knows what it says now.
    const target = secret.secretEncType === SECRET_EDIT ? secret.targetMessageKey?.id : undefined;
    return [
      bare(
        frame,
        target ? messageRef(target, frame.fromMe, frame.author) : ref,
        target ? frame.at : 0,
        'unknown:secret',
      ),
    ];
  }
  const event = contentEvent(unwrapped, frame, ref, 0, ctx);
  return event ? [event] : [];
}

/** A message whose content did not come: taken back before it was seen, seen only once on the phone, or unreadable. */
function absent(message: WAMessage, frame: Frame, ref: string): ChannelEvent[] {
  if (message.key.isViewOnce) return [bare(frame, ref, 0, 'unknown:view-once')];
  if (isUnreadable(message)) return [bare(frame, ref, 0, 'unknown:unreadable')];
  return [];
}

const base = (frame: Frame) =>
  ({ channel: 'whatsapp', chat: frame.chat, scope: frame.scope, at: frame.at }) as const;

const bare = (frame: Frame, ref: string, revision: number, other: string): EventOf<'message'> => ({
  ...base(frame),
  type: 'message',
  message: ref,
  revision,
  sender: frame.sender,
  text: '',
  media: [],
  other,
  ...(frame.history ? { history: true } : {}),
});

function contentEvent(
  { content, wrappers, infos, tooDeep }: Unwrapped,
  frame: Frame,
  ref: string,
  revision: number,
  ctx: MapContext,
): EventOf<'message'> | null {
  if (tooDeep) return bare(frame, ref, revision, 'unknown:nested');
  const said = saidIn(content);
  if (!said) return null;
  const viewOnce = ['viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'].some((w) =>
    wrappers.has(w as 'viewOnceMessage'),
  );
  const info = contextInfoOf(content);
  const reply = replyOf(info, frame.chat, frame.mode, ctx);
  const forward = forwardOf(info);
  const mentions = mentionsOf(info, ctx);
  const album = infos
    .map((i) => i.messageAssociation)
    .find((a) => a?.associationType === MEDIA_ALBUM)
    ?.parentMessageKey?.id?.slice(0, 128);
  return {
    ...base(frame),
    type: 'message',
    message: ref,
    revision,
    sender: frame.sender,
    text: said.text,
    media: [...mediaOf(content, viewOnce), ...(reply?.shows ?? [])].slice(0, 32),
    ...(album ? { album } : {}),
    ...(reply ? { replyTo: reply.reply } : {}),
    ...(forward ? { forward } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
    ...(said.other === undefined ? {} : { other: said.other }),
    ...(frame.history ? { history: true } : {}),
  };
}

/** The name of a message that another one speaks of, by the key that its author wrote. */
function refOf(key: proto.IMessageKey | null | undefined, frame: Frame, ctx: MapContext): string | null {
  if (!key?.id) return null;
  if (frame.mode === 'private') return messageRef(key.id, key.fromMe === true, '');
  const named = plainJid(key.participant);
  if (named === '') return messageRef(key.id, frame.fromMe, frame.author);
  return isMe(named, ctx)
    ? messageRef(key.id, true, '')
    : messageRef(key.id, false, asAddressed(named, frame.mode as 'lid' | 'pn', ctx.book));
}

function protocolEvents(p: proto.Message.IProtocolMessage, frame: Frame, ctx: MapContext): ChannelEvent[] {
  if (p.type === REVOKE) {
    // The author takes back their own; only an administrator names another author.
    const ref =
      frame.mode === 'private' && p.key?.id ? messageRef(p.key.id, false, '') : refOf(p.key, frame, ctx);
    return ref ? [{ ...base(frame), type: 'removed', message: ref, by: frame.sender.id }] : [];
  }
  if (p.type === MESSAGE_EDIT && p.key?.id && p.editedMessage) {
    // Whatever the key says: nobody can change what somebody else wrote.
    const ref = messageRef(p.key.id, frame.fromMe, frame.author);
    const revision = Math.max(1, toNumber(p.timestampMs) ?? frame.at);
    const edited = unwrap(p.editedMessage);
    const event = contentEvent(edited, frame, ref, revision, ctx);
    if (!event) return [];
    // Of a picture only the words can be changed; who knows the message knows its file.
    return [bringsNoFile(edited.content) ? { ...event, media: [] } : event];
  }
  // Keys, settings, syncs between a person's own devices.
  return [];
}

/** A changed caption: the kind of content is named, its file is not sent again. */
const bringsNoFile = (content: proto.IMessage): boolean =>
  [content.imageMessage, content.videoMessage, content.documentMessage].some(
    (file) => file && !file.directPath && !file.url && !file.mediaKey?.length,
  );

function reactionEvents(r: proto.Message.IReactionMessage, frame: Frame, ctx: MapContext): ChannelEvent[] {
  // An empty reaction takes one back: that undoes nothing.
  if (!r.text || frame.history) return [];
  const ref = refOf(r.key, frame, ctx);
  if (!ref) return [];
  const own = r.key?.fromMe === true && r.key.id ? messageRef(r.key.id, true, '') : ref;
  return [
    {
      ...base(frame),
      type: 'reaction',
      message: own,
      sender: frame.sender,
      emoji: r.text.slice(0, 64),
      at: moment((toNumber(r.senderTimestampMs) ?? 0) / 1000, frame.at),
    },
  ];
}
