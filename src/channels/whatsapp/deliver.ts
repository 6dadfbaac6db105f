/**
 * Carries out deliveries on an open connection. Each message has a number made from the delivery's key, so that a second
 * attempt is the same message to WhatsApp and to every phone; and nothing counts as done before the server has said so.
 */
import { createHash } from 'node:crypto';
import type { AnyMessageContent, GroupMetadata, proto } from '@whiskeysockets/baileys';
import type { Media } from '../../domain/event.js';
import type { Delivery, DeliveryResult, OutgoingFile } from '../channel.js';
import type { Choices } from './choices.js';
import { withChoices } from './choices.js';
import type { Cooling } from './cooling.js';
import type { GroupCache } from './group-cache.js';
import { isOutside } from './group-cache.js';
import type { IdentityBook } from './identity-book.js';
import { isGroup, isPerson } from './jid.js';
import { codeOf, type Link, Refused } from './link.js';
import { placeOfBot } from './map/closedness.js';
import { isMe, type MapContext } from './map/context.js';
import { keyOf, messageRef } from './message-ref.js';
import { outcomeOf } from './outcome.js';
import { fileContent, mediaContent, takesCaption } from './outgoing-media.js';
import { type PaceKind, type Pacer, typingMs } from './pace.js';
import type { Standing } from './standing.js';

export interface DeliverDeps {
  readonly link: Link;
  readonly book: IdentityBook;
  readonly groups: GroupCache;
  readonly pace: Pacer;
  readonly cooling: Cooling;
  readonly choices: Choices;
  readonly standing: Standing;
  readonly context: () => MapContext;
  readonly clock: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A secret of this installation: nobody can tell a message's number beforehand. */
  readonly digest: (text: string) => string;
  /** True once the bot has written to this person. */
  readonly hasMet: (person: string) => boolean;
  readonly meet: (person: string) => void;
  /** Keeps what was sent: a phone may ask for it again. */
  readonly sent: (id: string, message: proto.IMessage) => void;
  readonly fetch: (media: Media, maxBytes: number) => Promise<Uint8Array>;
  /** Told when it turns out that the bot is not in a group, or no administrator of it. */
  readonly onPlace: (chat: string, place: 'member' | 'out') => void;
  /** An answer in the group that goes away again. */
  readonly passing: (chat: string, message: string) => void;
  readonly ackTimeoutMs: number;
}

const MOST_BYTES = 64 * 1024 * 1024;
const OTHER_NETWORK: DeliveryResult = { status: 'impossible', reason: 'not-on-this-network' };
const DONE: DeliveryResult = { status: 'done' };
const TOO_MUCH = 429;
const tooMuch = (afterMs: number): DeliveryResult => ({ status: 'retry', afterMs, reason: 'rate-limited' });

/** 3EB0 and 18 hexadecimal digits, as WhatsApp's own web client numbers its messages. */
export const messageId = (digest: (text: string) => string, key: string, part = 0): string =>
  `3EB0${createHash('sha256')
    .update(digest(`message:${key}:${part}`))
    .digest('hex')
    .slice(0, 18)}`.toUpperCase();

/** Never rejects: what WhatsApp refuses is an outcome. */
export async function deliver(
  deps: DeliverDeps,
  chat: string,
  delivery: Delivery,
  key: string,
): Promise<DeliveryResult> {
  // No phone waits for it here; only words are worth a message.
  if (delivery.type === 'answer-press' && !delivery.text) return DONE;
  const rest = deps.cooling.ask();
  if (rest > 0) return tooMuch(rest);
  try {
    const result = await carryOut(deps, chat, delivery, key);
    if (result.status === 'done') deps.cooling.went();
    else deps.cooling.ended();
    return result;
  } catch (error) {
    if (codeOf(error) === TOO_MUCH) return tooMuch(deps.cooling.refused());
    deps.cooling.ended();
    if (error instanceof PutOff) return { status: 'retry', afterMs: error.afterMs, reason: error.reason };
    if (isGroup(chat) && isOutside(error) && (await isOut(deps, chat))) {
      deps.onPlace(chat, 'out');
      return { status: 'impossible', reason: 'not-in-group' };
    }
    return outcomeOf(error);
  }
}

function carryOut(deps: DeliverDeps, chat: string, d: Delivery, key: string): Promise<DeliveryResult> {
  switch (d.type) {
    case 'delete':
      return takeOut(deps, chat, d.message, key);
    case 'say':
      return say(deps, chat, d.text, d.replyTo, key);
    case 'tell':
      return tell(deps, chat, d, key);
    case 'repost':
      return repost(deps, chat, d, key);
    case 'send-file':
      return sendFile(deps, d, key);
    case 'answer-press':
      return answerPress(deps, chat, d.text ?? '', key);
    case 'remove-member':
      return removeMember(deps, chat, d.person);
    case 'readmit':
      return readmit(deps, chat, d.person, key);
    case 'approve-join':
      return answerJoin(deps, chat, d.person, 'approve');
    case 'decline-join':
      return answerJoin(deps, chat, d.person, 'reject');
    case 'tighten':
      return tighten(deps, chat, d.what);
    case 'leave-group':
    case 'restrict':
    case 'unrestrict':
      // Nobody can be silenced alone here: the ladder removes, or the group is set to announcements.
      return Promise.resolve(OTHER_NETWORK);
  }
}

class PutOff extends Error {
  constructor(
    readonly afterMs: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Waits for the turn; throws PutOff when that is not now. */
async function turn({ pace, sleep }: DeliverDeps, kind: PaceKind): Promise<void> {
  const slot = pace.ask(kind);
  if (!slot.go) throw new PutOff(slot.afterMs, slot.reason);
  if (slot.waitMs > 0) await sleep(slot.waitMs);
}

/** As long as the connection stands; rejects when it ends first. */
const whileOpen = <T>(link: Link, work: Promise<T>): Promise<T> => Promise.race([work, link.ended]);

/** Sends one message and waits until the server has it. Throws Refused, or what ended the connection. */
async function send(deps: DeliverDeps, jid: string, content: AnyMessageContent, id: string): Promise<void> {
  const { link } = deps;
  const { socket } = link;
  // Listened for before it is sent: the answer can be faster than we are.
  const answer = socket.waitForMessage(id, deps.ackTimeoutMs) as Promise<
    { tag: string; attrs: Record<string, string> } | undefined
  >;
  answer.catch(() => {});
  try {
    const message = await whileOpen(link, socket.sendMessage(jid, content, { messageId: id }));
    if (message?.message) deps.sent(id, message.message);
    const ack = await whileOpen(link, answer);
    if (!ack) throw new Refused(0);
    const error = ack.tag === 'ack' ? ack.attrs.error : undefined;
    if (error !== undefined) throw new Refused(Number(error) || 0);
  } catch (error) {
    // The group's key may have been lost with it, and nobody could read the next message: it is handed out again.
    if (isGroup(jid)) await socket.authState.keys.set({ 'sender-key-memory': { [jid]: null } });
    throw error;
  }
}

async function typed(deps: DeliverDeps, jid: string, text: string): Promise<void> {
  // A presence that does not get through is no reason not to speak.
  await deps.link.socket.sendPresenceUpdate('composing', jid).catch(() => {});
  await deps.sleep(typingMs(text, deps.random));
}

const asked = (deps: DeliverDeps, chat: string): Promise<GroupMetadata> =>
  deps.groups.get(chat, (jid) => whileOpen(deps.link, deps.link.socket.groupMetadata(jid)));

async function isOut(deps: DeliverDeps, chat: string): Promise<boolean> {
  deps.groups.forget(chat);
  try {
    return placeOfBot(await asked(deps, chat), deps.context()) === 'out';
  } catch (error) {
    return isOutside(error);
  }
}

/** The group, when the bot may act in it as administrator; else what to answer. */
async function asAdmin(
  deps: DeliverDeps,
  chat: string,
): Promise<{ readonly group: GroupMetadata } | { readonly answer: DeliveryResult }> {
  if (!isGroup(chat)) return { answer: { status: 'impossible', reason: 'no-group' } };
  const group = await asked(deps, chat);
  const place = placeOfBot(group, deps.context());
  if (place === 'admin') return { group };
  deps.groups.forget(chat);
  deps.onPlace(chat, place);
  return { answer: { status: 'impossible', reason: place === 'out' ? 'not-in-group' : 'no-right' } };
}

async function takeOut(deps: DeliverDeps, chat: string, ref: string, key: string): Promise<DeliveryResult> {
  const target = keyOf(chat, ref);
  if (!target) return { status: 'impossible', reason: 'unknown-message' };
  if (!target.fromMe) {
    if (!isGroup(chat)) return { status: 'impossible', reason: 'private' };
    const admin = await asAdmin(deps, chat);
    if ('answer' in admin) return admin.answer;
  }
  await turn(deps, 'delete');
  await send(deps, chat, { delete: { ...target } }, messageId(deps.digest, key));
  deps.standing.gone(chat, ref);
  return DONE;
}

const quoting = (deps: DeliverDeps, chat: string, ref: string | undefined) => {
  const key = ref === undefined ? null : keyOf(chat, ref);
  if (!key || ref === undefined) return {};
  const { me } = deps.context();
  const participant = key.fromMe ? me.number || me.lid : (key.participant ?? chat);
  const quotedMessage = { conversation: deps.standing.textOf(chat, ref) || '…' };
  return { contextInfo: { stanzaId: key.id, participant, quotedMessage } };
};

/** No preview: it would fetch whatever address is in the text. */
const words = (text: string): { text: string; linkPreview: null } => ({ text, linkPreview: null });

async function say(
  deps: DeliverDeps,
  chat: string,
  text: string,
  replyTo: string | undefined,
  key: string,
): Promise<DeliveryResult> {
  await turn(deps, 'say');
  await typed(deps, chat, text);
  const id = messageId(deps.digest, key);
  await send(deps, chat, { ...words(text), ...quoting(deps, chat, replyTo) }, id);
  return { status: 'done', message: messageRef(id, true, '') };
}

type Tell = Extract<Delivery, { type: 'tell' }>;

async function tell(deps: DeliverDeps, chat: string, d: Tell, key: string): Promise<DeliveryResult> {
  const jid = deps.book.idOf(d.person);
  if (!isPerson(jid)) return { status: 'impossible', reason: 'unknown-person' };
  const quote = d.quote === undefined ? '' : `\n\n${d.quote.replace(/^/gm, '> ')}`;
  const text = withChoices(d.text + quote, d.buttons);
  try {
    const id = messageId(deps.digest, key);
    await toPerson(deps, jid, words(text), id, text);
    for (const [i, file] of (d.files ?? []).entries()) {
      await turn(deps, 'private');
      await send(deps, jid, fileContent(file, ''), messageId(deps.digest, key, i + 1));
    }
    const ref = messageRef(id, true, '');
    deps.choices.offer(deps.digest(`person:${jid}`), ref, d.buttons, deps.clock());
    return { status: 'done', message: ref };
  } catch (error) {
    const outcome = error instanceof PutOff ? null : outcomeOf(error);
    if (outcome?.status !== 'impossible' || !d.groupFallback || !isGroup(chat)) throw error;
    // Without the answers and the person's words: in the group only what helps everybody.
    const said = await say(deps, chat, d.text, d.about, `${key}:group`);
    if (said.status === 'done' && said.message !== undefined) deps.passing(chat, said.message);
    return said;
  }
}

async function toPerson(
  deps: DeliverDeps,
  jid: string,
  content: AnyMessageContent,
  id: string,
  text: string,
  kind: PaceKind = 'private',
): Promise<void> {
  const met = deps.hasMet(jid);
  await turn(deps, met ? kind : 'first-contact');
  await typed(deps, jid, text);
  await send(deps, jid, content, id);
  if (!met) deps.meet(jid);
}

type Repost = Extract<Delivery, { type: 'repost' }>;

/** What is sent of a repost: pictures made safe in the place of the others, and no unsafe one when they had to be. */
async function partsOf(
  deps: DeliverDeps,
  d: Repost,
): Promise<readonly { kind: Media['kind']; content: (caption: string) => AnyMessageContent | null }[]> {
  if (d.files)
    return d.files.map((file: OutgoingFile) => ({
      kind: file.mime.startsWith('image/') || file.mime.startsWith('video/') ? 'photo' : 'document',
      content: (caption) => fileContent(file, caption),
    }));
  if (d.blur) return [];
  const parts: { kind: Media['kind']; content: (caption: string) => AnyMessageContent | null }[] = [];
  for (const media of d.media) {
    if (media.kind === 'preview') continue;
    const bytes = await deps.fetch(media, MOST_BYTES).catch((error: Error) => {
      // What is gone does not come back: the words are posted without it. The network may come back.
      if (error.message === 'unreachable') throw new PutOff(30_000, 'media-unreachable');
      return null;
    });
    if (bytes) parts.push({ kind: media.kind, content: (caption) => mediaContent(media, bytes, caption) });
  }
  return parts;
}

/** What announces an album: its pictures and films name it. Null where they are not several, or not alone. */
function albumFrame(contents: readonly AnyMessageContent[]): AnyMessageContent | null {
  const films = contents.filter((c) => 'video' in c && !c.gifPlayback && !c.ptv).length;
  const pictures = contents.filter((c) => 'image' in c).length;
  return contents.length > 1 && films + pictures === contents.length
    ? { album: { expectedImageCount: pictures, expectedVideoCount: films } }
    : null;
}

async function repost(deps: DeliverDeps, chat: string, d: Repost, key: string): Promise<DeliveryResult> {
  const parts = await partsOf(deps, d);
  if (parts.length === 0 && d.text === '') return { status: 'impossible', reason: 'media-gone' };
  const first = parts[0];
  const captioned = first !== undefined && takesCaption(first.kind);
  const contents: AnyMessageContent[] = captioned ? [] : d.text === '' ? [] : [words(d.text)];
  for (const [i, part] of parts.entries()) {
    const content = part.content(captioned && i === 0 ? d.text : '');
    if (content) contents.push(content);
  }
  const frame = albumFrame(contents);
  const albumParentKey = {
    remoteJid: chat,
    fromMe: true,
    id: messageId(deps.digest, key, contents.length),
  };
  if (frame) {
    await turn(deps, 'say');
    await send(deps, chat, frame, albumParentKey.id);
  }
  for (const [i, content] of contents.entries()) {
    await turn(deps, 'say');
    if (i === 0) await typed(deps, chat, d.text);
    const part = frame ? { ...content, albumParentKey } : content;
    await send(deps, chat, part as AnyMessageContent, messageId(deps.digest, key, i));
  }
  return { status: 'done', message: messageRef(messageId(deps.digest, key), true, '') };
}

async function sendFile(
  deps: DeliverDeps,
  d: Extract<Delivery, { type: 'send-file' }>,
  key: string,
): Promise<DeliveryResult> {
  const jid = deps.book.idOf(d.person);
  if (!isPerson(jid)) return { status: 'impossible', reason: 'unknown-person' };
  let bytes: Uint8Array;
  try {
    bytes = await d.read();
  } catch {
    return { status: 'impossible', reason: 'file-gone' };
  }
  const id = messageId(deps.digest, key);
  const content = mediaContent({ kind: 'document', ref: '', mime: d.mime, name: d.name }, bytes, d.caption)!;
  await toPerson(deps, jid, content, id, d.caption, 'file');
  return { status: 'done', message: messageRef(id, true, '') };
}

async function answerPress(
  deps: DeliverDeps,
  chat: string,
  text: string,
  key: string,
): Promise<DeliveryResult> {
  const jid = deps.book.idOf(chat);
  if (!isPerson(jid)) return DONE;
  const id = messageId(deps.digest, key);
  await toPerson(deps, jid, words(text), id, text);
  return { status: 'done', message: messageRef(id, true, '') };
}

/** The answer about one participant: its number, '200' when it was done. */
async function participant(
  deps: DeliverDeps,
  chat: string,
  jid: string,
  action: 'add' | 'remove',
): Promise<number> {
  await turn(deps, 'member');
  const answers = await whileOpen(deps.link, deps.link.socket.groupParticipantsUpdate(chat, [jid], action));
  deps.groups.forget(chat);
  return Number(answers[0]?.status ?? 0);
}

async function removeMember(deps: DeliverDeps, chat: string, person: string): Promise<DeliveryResult> {
  const admin = await asAdmin(deps, chat);
  if ('answer' in admin) return admin.answer;
  const jid = deps.groups.memberJid(admin.group, person);
  // Gone already, by themselves or through another administrator: what was wanted is the case.
  if (jid === undefined) return DONE;
  if (isMe(jid, deps.context())) return { status: 'impossible', reason: 'the-bot-itself' };
  const code = await participant(deps, chat, jid, 'remove');
  if (code === 200 || code === 404) return DONE;
  throw new Refused(code);
}

async function readmit(
  deps: DeliverDeps,
  chat: string,
  person: string,
  key: string,
): Promise<DeliveryResult> {
  const admin = await asAdmin(deps, chat);
  if ('answer' in admin) return admin.answer;
  if (deps.groups.memberJid(admin.group, person) !== undefined) return DONE;
  const jid = deps.book.idOf(person);
  if (!isPerson(jid)) return { status: 'impossible', reason: 'unknown-person' };
  const code = await participant(deps, chat, jid, 'add');
  if (code === 200 || code === 409) return DONE;
  if (code !== 403 && code !== 408) throw new Refused(code);
  // Who may not be added by others, or was in the group until lately, is invited instead.
  const invite = await whileOpen(deps.link, deps.link.socket.groupInviteCode(chat));
  if (!invite) return { status: 'impossible', reason: 'no-invite' };
  const text = `*${admin.group.subject}*\nhttps://chat.whatsapp.com/${invite}`;
  const id = messageId(deps.digest, key);
  await toPerson(deps, jid, words(text), id, text);
  return { status: 'done', message: messageRef(id, true, '') };
}

async function answerJoin(
  deps: DeliverDeps,
  chat: string,
  person: string,
  action: 'approve' | 'reject',
): Promise<DeliveryResult> {
  const admin = await asAdmin(deps, chat);
  if ('answer' in admin) return admin.answer;
  const { socket } = deps.link;
  const waiting = await whileOpen(deps.link, socket.groupRequestParticipantsList(chat));
  const request = waiting.find((r) =>
    [r.jid, r.phone_number].some((jid) => typeof jid === 'string' && deps.book.same(jid, person)),
  );
  if (!request?.jid) {
    // Let in already by another administrator; or answered, or taken back, and then there is nothing to answer.
    const inside = deps.groups.memberJid(admin.group, person) !== undefined;
    return (action === 'approve') === inside ? DONE : { status: 'impossible', reason: 'no-request' };
  }
  await turn(deps, 'member');
  const [answer] = await whileOpen(
    deps.link,
    socket.groupRequestParticipantsUpdate(chat, [request.jid], action),
  );
  deps.groups.forget(chat);
  const code = Number(answer?.status ?? 0);
  if (code === 200 || code === 404 || code === 409) return DONE;
  throw new Refused(code);
}

type Tighten = Extract<Delivery, { type: 'tighten' }>['what'];

async function tighten(deps: DeliverDeps, chat: string, what: Tighten): Promise<DeliveryResult> {
  if (what === 'protect-content') return OTHER_NETWORK;
  // What is known may be a few minutes old: whether a group is closed is asked anew.
  deps.groups.forget(chat);
  const admin = await asAdmin(deps, chat);
  if ('answer' in admin) return admin.answer;
  const { group } = admin;
  const { link, groups } = deps;
  const { socket } = link;
  if (what === 'announce-only' && group.announce === true) return DONE;
  if (what === 'announce-off' && group.announce === false) return DONE;
  if (what === 'join-approval' && group.joinApprovalMode === true && group.memberAddMode === false)
    return DONE;
  await turn(deps, 'member');
  groups.forget(chat);
  switch (what) {
    case 'revoke-invite':
      await whileOpen(link, socket.groupRevokeInvite(chat));
      return DONE;
    case 'join-approval':
      await whileOpen(link, socket.groupJoinApprovalMode(chat, 'on'));
      await whileOpen(link, socket.groupMemberAddMode(chat, 'admin_add'));
      return (await asked(deps, chat)).joinApprovalMode ? DONE : outcomeOf(new Refused(0));
    case 'announce-only':
    case 'announce-off': {
      const only = what === 'announce-only';
      await whileOpen(link, socket.groupSettingUpdate(chat, only ? 'announcement' : 'not_announcement'));
      return (await asked(deps, chat)).announce === only ? DONE : outcomeOf(new Refused(0));
    }
  }
}
