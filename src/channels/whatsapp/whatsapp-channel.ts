/**
 * WhatsApp behind the port, through Baileys. WhatsApp does not provide for such clients (docs/WHATSAPP.md); everything here
 * that waits, counts or stops is there because of that.
 */
import { AsyncResource } from 'node:async_hooks';
import {
  type BaileysEventMap,
  makeCacheableSignalKeyStore,
  makeWASocket,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import Sqlite, { type Database } from 'better-sqlite3';
import type { ChannelEvent, EventOf, Media } from '../../domain/event.js';
import type { Capabilities, Channel, Delivery, DeliveryResult } from '../channel.js';
import { type AuthStore, forgetPairing, openAuthStore } from './auth/auth-store.js';
import { WhatsAppKeyError } from './auth/key-file.js';
import { type SentStore, sentStore } from './auth/sent-store.js';
import { atOnce, beforeReceipt } from './before-receipt.js';
import { type Choices, choicesIn } from './choices.js';
import { afterEnding } from './connection-policy.js';
import { Cooling } from './cooling.js';
import { type DeliverDeps, deliver } from './deliver.js';
import { fetchMedia, type GetFile, getFromWhatsApp } from './fetch-media.js';
import { GroupCache } from './group-cache.js';
import { IdentityBook } from './identity-book.js';
import { isPaired } from './is-paired.js';
import { isGroup, isPerson, plainJid, userOf } from './jid.js';
import { codeOf, type Link } from './link.js';
import { closednessProblems, placeOfBot } from './map/closedness.js';
import type { MapContext } from './map/context.js';
import { changesGroup, groupEvents, pairsInNote } from './map/group-events.js';
import { isUnreadable, messageEvents, pairsIn, type Source } from './map/message-events.js';
import { moment } from './map/numbers.js';
import { pacer } from './pace.js';
import { passingIn } from './passing.js';
import { quietLibsignal } from './quiet-libsignal.js';
import { quietLogger } from './quiet-logger.js';
import { Standing } from './standing.js';
import type { Pairing, WhatsAppStatus } from './status.js';
import { unreadable } from './unreadable.js';
import { whatsappWords } from './words.js';

/** What the adapter asks the program's register. */
export interface WhatsAppRegister {
  /** Chats of the registered groups. */
  groups(): readonly string[];
  /** Whether this person may administer that group (Annex 4 §3). */
  isOfficial(chat: string, person: string): boolean;
}

/** What the log of the program must be able to do. Never given a message's text. */
interface Log {
  info(what: object, words: string): void;
  warn(what: object, words: string): void;
  error(what: object, words: string): void;
}

export interface WhatsAppOptions {
  readonly db: Database;
  /** The operator's key file, mode 0600. */
  readonly keyFile: string;
  readonly log?: Log;
  readonly register?: WhatsAppRegister;
  /** ms since 1970 */
  readonly clock?: () => number;
  /** 0 ≤ n < 1: jitter of pace and of back-off. */
  readonly random?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Calls back after so many ms; answers how to prevent it. */
  readonly schedule?: (ms: number, work: () => void) => () => void;
  /** Called with each new code to be scanned or typed, and with null when there is none any more. */
  readonly onPairing?: (pairing: Pairing | null) => void;
  /** Called whenever the status changes. */
  readonly onStatus?: (status: WhatsAppStatus) => void;
  /** Pair when nothing was paired yet: by QR code, or by a code for the phone with this number (digits only). */
  readonly pair?: { readonly number?: string };
  /** Chats that are listened to; others are not even decrypted. Default: every group and private chat. */
  readonly watches?: (chat: string) => boolean;
  readonly getFile?: GetFile;
  /** How long the server may take to confirm what was sent. */
  readonly ackTimeoutMs?: number;
  /** Changes to the socket's settings: another server in tests. */
  readonly socket?: Partial<UserFacingSocketConfig>;
}

export type WhatsAppChannel = Channel & {
  status(): WhatsAppStatus;
  /**
   * Begins pairing now: by QR code, or by a code for the phone with this number (digits only). What an earlier phone left is
   * forgotten first. False when a phone is linked already and nothing is wrong with it.
   */
  pair(how: { readonly number?: string }): Promise<boolean>;
  fetch(media: Media, maxBytes: number): Promise<Uint8Array>;
};

const CAPABILITIES: Capabilities = {
  buttons: false,
  deleteOthers: true,
  restrict: false,
  remove: true,
  joinRequests: true,
  reactions: true,
  privateFirst: true,
};

/** Written while the connection was away for a moment: judged as new. Older than this it is history. */
const CATCH_UP_MS = 10 * 60_000;
/** A connection that stood this long ends a row of failures. */
const STABLE_MS = 60_000;
const NOT_CONNECTED_MS = 5_000;
/** An answer in the group to somebody who can't be reached privately stands this long. */
const STANDS_MS = 5 * 60_000;

/** How long a database that can't be written is waited for before it is tried again. */
const UNWRITABLE_MS = 2_000;

/** The engine's database is in trouble: the event is not safe. */
class NotJournalled extends Error {}

const realSleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
const realSchedule = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** The channel; nothing is opened before `start`. */
export function whatsappChannel(options: WhatsAppOptions): WhatsAppChannel {
  const {
    db,
    keyFile,
    log,
    clock = Date.now,
    random = Math.random,
    sleep = realSleep,
    schedule = realSchedule,
    watches = () => true,
    getFile = getFromWhatsApp,
    ackTimeoutMs = 20_000,
  } = options;
  const book = new IdentityBook();
  const groups = new GroupCache(book, clock);
  const standing = new Standing();
  const late = unreadable(schedule);
  const cooling = new Cooling(clock);
  const pace = pacer(db, clock, random, () => cooling.slower());
  const choices: Choices = choicesIn(db);
  const passing = passingIn(db);
  const met = db.prepare('SELECT 1 FROM whatsapp_met WHERE person = ?');
  const meet = db.prepare('INSERT OR IGNORE INTO whatsapp_met (person, at) VALUES (?, ?)');
  /** What was last told of a group's closedness and the bot's place, so that only news is told. */
  const told = new Map<string, string>();

  /** Messages that were taken when they were decrypted, until Baileys hands them over as well. */
  const taken = new Set<string>();
  /**
   * Whatever an event sets in motion must not inherit the transaction of keys in which it was read: what is sent then
   * would believe itself a part of it, and the keys used for it would never be written.
   */
  const outside = new AsyncResource('whatsapp');

  let deliverTo: (event: ChannelEvent) => void = () => {};
  let auth: AuthStore | null = null;
  /** One cache for all connections of a pairing: each has timers of its own. */
  let cachedKeys: AuthStore['keys'] | null = null;
  let sent: SentStore | null = null;
  let socket: WASocket | null = null;
  let link: Link | null = null;
  let running = false;
  let failures = 0;
  let openedAt = 0;
  let cancelReconnect: () => void = () => {};
  let cancelPassing: () => void = () => {};
  let codeAsked = false;
  let pairWith = options.pair;
  let status: WhatsAppStatus = {
    state: 'off',
    since: clock(),
    problem: null,
    nextAttempt: null,
    pairing: null,
    number: null,
  };

  function become(change: Partial<WhatsAppStatus>): void {
    const since = change.state !== undefined && change.state !== status.state ? clock() : status.since;
    status = { ...status, ...change, since };
    options.onStatus?.(status);
  }

  function showPairing(pairing: Pairing | null): void {
    if (pairing === null && status.pairing === null) return;
    become(pairing ? { state: 'pairing', pairing } : { pairing });
    options.onPairing?.(pairing);
  }

  const context = (): MapContext => ({
    book,
    me: { number: plainJid(auth?.creds.me?.id), lid: plainJid(auth?.creds.me?.lid) },
    now: clock(),
    isOwn: (id) => sent?.has(id) ?? false,
    stands: (chat, ref) => standing.has(chat, ref),
  });

  /** One event to the engine. Throws NotJournalled. */
  function hand(event: ChannelEvent): void {
    try {
      deliverTo(event);
    } catch (error) {
      log?.error({ type: event.type, error: String(error) }, 'an event of WhatsApp could not be journalled');
      throw new NotJournalled();
    }
  }

  /** What WhatsApp would not send again anyhow: a database in trouble was logged, and the rest goes on. */
  function tell(event: ChannelEvent): void {
    try {
      hand(event);
    } catch (error) {
      if (!(error instanceof NotJournalled)) throw error;
    }
  }

  const nameOf = ({ key }: WAMessage): string => `${key.remoteJid} ${key.participant ?? ''} ${key.id}`;

  /**
   * A message at the moment at which it is decrypted, before WhatsApp is told that it arrived. While the database can't
   * be written nothing is confirmed, and what comes after it waits at WhatsApp.
   */
  async function take(of: WASocket, message: WAMessage, offline: boolean): Promise<void> {
    for (;;)
      try {
        outside.runInAsyncScope(() => onMessage(message, sourceOf(message, !offline)));
        taken.add(nameOf(message));
        if (status.problem === 'not-written') become({ problem: null });
        return;
      } catch (error) {
        // The channel's own tables stand in the same database.
        if (!(error instanceof NotJournalled || error instanceof Sqlite.SqliteError)) {
          log?.error({ error: String(error) }, 'a message of WhatsApp could not be read');
          return;
        }
        if (status.problem !== 'not-written') become({ problem: 'not-written' });
        await sleep(UNWRITABLE_MS);
        if (!running || socket !== of) throw error;
      }
  }

  /** What came late is judged as new only where it can still matter. */
  function sourceOf(message: WAMessage, live: boolean): Source {
    const at = moment(message.messageTimestamp, clock());
    const recent = clock() - at <= CATCH_UP_MS && message.key?.fromMe !== true;
    return live || recent ? 'live' : 'history';
  }

  function onMessage(message: WAMessage, source: Source): void {
    for (const [a, b] of [...pairsIn(message), ...pairsInNote(message)]) book.learn(a, b);
    const ctx = context();
    if (message.messageStubType && !isUnreadable(message) && !message.message) {
      for (const event of groupEvents(message, ctx)) hand(event);
      if (changesGroup(message)) void lookAtGroup(plainJid(message.key.remoteJid));
      return;
    }
    for (const event of messageEvents(message, source, ctx)) {
      if (event.type === 'message' && event.other === 'unknown:unreadable') {
        if (source === 'live') late.wait(`${event.chat} ${event.message}`, () => tell(event));
        continue;
      }
      if (event.type === 'message') onContent(event);
      else if (event.type === 'reaction') hand(asPress(event, event.emoji, event.message) ?? event);
      else {
        if (event.type === 'removed') standing.gone(event.chat, event.message);
        hand(event);
      }
    }
  }

  function onContent(event: EventOf<'message'>): void {
    const name = `${event.chat} ${event.message}`;
    // It had been told as unreadable: what it says is the next version of it.
    const again = event.revision === 0 && late.wasTold(name);
    standing.seen(event.chat, event.message, event.text);
    // Whoever writes to the bot is no stranger to it any more.
    if (event.scope === 'private' && auth) meet.run(auth.seal.digest(`person:${event.sender.id}`), clock());
    const press = event.revision === 0 ? asPress(event, event.text, event.replyTo?.message) : null;
    hand(press ?? (again ? { ...event, revision: 1 } : event));
    late.read(name);
  }

  /** A number, or the words of an answer, in reply to a question of the bot's. */
  function asPress(
    event: EventOf<'message'> | EventOf<'reaction'>,
    words: string,
    question: string | undefined,
  ): EventOf<'press'> | null {
    if (event.scope !== 'private' || ('history' in event && event.history)) return null;
    const person = `person:${event.sender.id}`;
    const chosen = auth && choices.chosen(auth.seal.digest(person), words, question, clock());
    if (!chosen) return null;
    const { channel, chat, scope, at, sender } = event;
    const id = event.type === 'reaction' ? `${event.message} ${words} ${at}` : event.message;
    return {
      type: 'press',
      channel,
      chat,
      scope,
      at,
      id: id.slice(0, 256),
      sender,
      action: chosen.action,
      message: chosen.message,
    };
  }

  function onUpsert({ messages, type }: BaileysEventMap['messages.upsert']): void {
    for (const message of messages) {
      if (taken.delete(nameOf(message))) continue;
      try {
        onMessage(message, sourceOf(message, type === 'notify'));
      } catch (error) {
        if (!(error instanceof NotJournalled))
          log?.error({ error: String(error) }, 'a message of WhatsApp could not be read');
      }
    }
  }

  const groupEvent = (chat: string, id: string, change: EventOf<'group'>['change']): EventOf<'group'> => ({
    type: 'group',
    channel: 'whatsapp',
    chat,
    scope: 'group',
    at: clock(),
    id: `${id}.${clock()}`,
    change,
  });

  /** Tells what changed of a group's closedness and of the bot's rights in it (Annex 4 §3). */
  function tellGroup(chat: string): void {
    const metadata = groups.peek(chat);
    if (!metadata || !watches(chat)) return;
    const place = placeOfBot(metadata, context());
    const official = options.register?.isOfficial ?? (() => true);
    const problems = closednessProblems(metadata, context(), (person) => official(chat, person));
    tellOnce(chat, 'closedness', JSON.stringify(problems), { what: 'closedness', problems });
    tellPlace(chat, place);
  }

  function tellPlace(chat: string, place: 'admin' | 'member' | 'out'): void {
    if (place === 'out') tellOnce(chat, 'place', place, { what: 'bot-removed' });
    else
      tellOnce(chat, 'place', place, {
        what: 'bot-rights',
        missing: place === 'admin' ? [] : ['administrator'],
      });
  }

  function tellOnce(chat: string, what: string, news: string, change: EventOf<'group'>['change']): void {
    const key = `${what} ${chat}`;
    if (told.get(key) === news) return;
    told.set(key, news);
    tell(groupEvent(chat, what, change));
  }

  async function lookAtGroup(chat: string): Promise<void> {
    groups.forget(chat);
    const now = link;
    if (!now) return;
    try {
      await groups.get(chat, (jid) => now.socket.groupMetadata(jid));
      tellGroup(chat);
    } catch (error) {
      log?.warn({ chat: digestOf(chat), code: codeOf(error) }, 'a WhatsApp group could not be looked at');
    }
  }

  const digestOf = (text: string): string => auth?.seal.digest(text).slice(0, 8) ?? '';

  async function lookAtAllGroups(current: WASocket): Promise<void> {
    try {
      const all = await current.groupFetchAllParticipating();
      for (const metadata of Object.values(all)) {
        groups.keep(metadata);
        tellGroup(metadata.id);
      }
      // Taken out, or the group deleted, while nobody was here to hear it.
      for (const chat of options.register?.groups() ?? []) if (!all[chat]) tellPlace(chat, 'out');
    } catch (error) {
      log?.warn({ code: codeOf(error) }, 'the WhatsApp groups could not be listed');
    }
  }

  function connect(): void {
    cancelReconnect();
    const store = auth;
    if (!running || !store) return;
    become({ state: 'connecting', nextAttempt: null });
    taken.clear();
    let current: WASocket;
    const early = beforeReceipt(
      (message, offline) => take(current, message, offline),
      () => store.creds.me,
    );
    try {
      current = makeWASocket({
        logger: quietLogger,
        auth: { creds: store.creds, keys: cachedKeys ?? store.keys },
        markOnlineOnConnect: false,
        syncFullHistory: false,
        emitOwnEvents: false,
        generateHighQualityLinkPreview: false,
        cachedGroupMetadata: async (jid) => groups.peek(jid),
        makeSignalRepository: early.makeSignalRepository,
        getMessage: async (key) => (key.id ? sent?.get(key.id) : undefined),
        shouldIgnoreJid: (jid) => {
          const plain = plainJid(jid);
          return isGroup(plain) ? !watches(plain) : !isPerson(plain) && plain !== '' && !isServer(jid);
        },
        ...options.socket,
      });
    } catch (error) {
      onEnd(codeOf(error));
      return;
    }
    socket = current;
    early.watch(current.ws);
    let end: (reason: Error) => void = () => {};
    const ended = new Promise<never>((_, reject) => {
      end = reject;
    });
    ended.catch(() => {});
    // Baileys knows nothing of a group that was deleted.
    current.ws.on('CB:notification,type:w:gp2,delete', (node: { attrs: Record<string, string> }) => {
      const chat = plainJid(node.attrs.from);
      if (isGroup(chat)) tellPlace(chat, 'out');
    });
    atOnce(current.ev, 'messages.upsert', (upsert) => {
      if (socket === current) outside.runInAsyncScope(() => onUpsert(upsert));
    });
    current.ev.process((events) => {
      if (socket !== current) return;
      if (events['creds.update']) store.saveCreds();
      const update = events['connection.update'];
      if (update?.qr !== undefined) void onQr(current, update.qr);
      if (update?.reachoutTimeLock && status.state === 'open')
        become({ problem: update.reachoutTimeLock.isActive ? 'restricted' : null });
      if (update?.connection === 'open') {
        link = { socket: current, ended };
        openedAt = clock();
        showPairing(null);
        become({ state: 'open', problem: null, number: userOf(plainJid(current.user?.id)) || null });
        void lookAtAllGroups(current);
        awaitPassing();
      }
      const mapping = events['lid-mapping.update'];
      if (mapping) book.learn(mapping.lid, mapping.pn);
      const history = events['messaging-history.set'];
      for (const { lid, pn } of history?.lidPnMappings ?? []) book.learn(lid, pn);
      for (const contact of [...(history?.contacts ?? []), ...(events['contacts.upsert'] ?? [])]) {
        book.learn(contact.id, contact.lid);
        book.learn(contact.id, contact.phoneNumber);
      }
      if (update?.connection === 'close') {
        end(new Error('connection ended'));
        socket = null;
        link = null;
        onEnd(codeOf(update.lastDisconnect?.error));
      }
    });
  }

  async function onQr(current: WASocket, qr: string): Promise<void> {
    const number = pairWith?.number;
    if (number === undefined) {
      showPairing({ qr });
      return;
    }
    if (codeAsked) return;
    codeAsked = true;
    try {
      showPairing({ code: await current.requestPairingCode(number) });
    } catch (error) {
      log?.error({ code: codeOf(error) }, 'WhatsApp gave no pairing code');
    }
  }

  function onEnd(code: number): void {
    if (!running || !auth) return;
    if (openedAt > 0 && clock() - openedAt >= STABLE_MS) failures = 0;
    openedAt = 0;
    // Nobody can have missed a code that was never shown: then it is the network.
    const pairing = auth.creds.account === undefined && status.pairing !== null;
    const next = afterEnding({ code, failures, pairing, chance: random() });
    failures++;
    showPairing(null);
    if (next.do === 'stop') {
      log?.error({ code, problem: next.problem }, logWords(`problem.${next.problem}`));
      if (next.problem === 'logged-out') forgetPairing(db);
      become({ state: 'stopped', problem: next.problem, nextAttempt: null });
      return;
    }
    if (failures === 3) log?.warn({ code }, logWords('problem.no-connection'));
    become({
      state: 'waiting',
      problem: failures > 2 ? 'no-connection' : null,
      nextAttempt: clock() + next.afterMs,
    });
    cancelReconnect = schedule(next.afterMs, connect);
  }

  function open(): boolean {
    const pairing = pairWith !== undefined;
    if (!pairing && !isPaired(db)) {
      become({ state: 'unpaired', problem: null });
      return false;
    }
    try {
      auth = openAuthStore({ db, keyFile, create: pairing });
    } catch (error) {
      if (!(error instanceof WhatsAppKeyError)) throw error;
      log?.error({ problem: error.code }, error.message);
      become({ state: 'stopped', problem: error.code });
      return false;
    }
    cachedKeys = makeCacheableSignalKeyStore(auth.keys, quietLogger);
    sent = sentStore(db, auth.seal);
    for (const [lid, number] of auth.identities()) book.learn(lid, number);
    return true;
  }

  /** Sets the alarm for the next answer that is to go away. */
  function awaitPassing(): void {
    cancelPassing();
    const next = passing.next();
    if (next === null || !link) return;
    cancelPassing = schedule(Math.max(1_000, next - clock()), () => void takeAwayPassing());
  }

  async function takeAwayPassing(): Promise<void> {
    for (const { chat, message } of passing.due(clock())) {
      if (!link || !auth) return;
      const key = `passing:${chat}:${message}`;
      const result = await deliver(deps(link, auth), chat, { type: 'delete', message }, key);
      // Closed meanwhile: the database may be too, and the next start takes it away.
      if (!link) return;
      // What can't be taken away any more stays; anything else is tried again at the next alarm.
      if (result.status === 'retry') passing.add(chat, message, clock() + Math.max(60_000, result.afterMs));
      else passing.done(chat, message);
    }
    awaitPassing();
  }

  function deps(now: Link, store: AuthStore): DeliverDeps {
    return {
      link: now,
      book,
      groups,
      pace,
      cooling,
      choices,
      standing,
      context,
      clock,
      random,
      sleep,
      digest: store.seal.digest,
      hasMet: (person) => met.get(store.seal.digest(`person:${person}`)) !== undefined,
      meet: (person) => void meet.run(store.seal.digest(`person:${person}`), clock()),
      sent: (id, message) => sent?.save(id, message, clock()),
      fetch: (media, maxBytes) => fetchMedia(media, maxBytes, getFile),
      onPlace: tellPlace,
      passing: (chat, message) => {
        passing.add(chat, message, clock() + STANDS_MS);
        awaitPassing();
      },
      ackTimeoutMs,
    };
  }

  return {
    name: 'whatsapp',
    capabilities: CAPABILITIES,
    status: () => status,
    async start(receiver) {
      quietLibsignal();
      deliverTo = receiver;
      running = true;
      failures = 0;
      codeAsked = false;
      if (open()) connect();
    },
    async pair(how) {
      if (!running || (isPaired(db) && status.state !== 'stopped')) return false;
      const current = socket;
      socket = null;
      link = null;
      cancelReconnect();
      await current?.end(undefined);
      forgetPairing(db);
      pairWith = how;
      codeAsked = false;
      failures = 0;
      become({ problem: null });
      if (!open()) return false;
      connect();
      return true;
    },
    async stop() {
      running = false;
      cancelReconnect();
      cancelPassing();
      late.stop();
      const current = socket;
      socket = null;
      link = null;
      become({ state: 'off', problem: null, pairing: null, nextAttempt: null });
      await current?.end(undefined);
    },
    async deliver(chat: string, delivery: Delivery, key: string): Promise<DeliveryResult> {
      if (!link || !auth) return notConnected(status);
      return deliver(deps(link, auth), chat, delivery, key);
    },
    fetch: (media, maxBytes) => fetchMedia(media, maxBytes, getFile),
  };
}

const logWords = (key: string): string => whatsappWords('en')[key] ?? key;

/** The server itself sends notes as well. */
const isServer = (jid: string): boolean => jid === 's.whatsapp.net' || jid === '@s.whatsapp.net';

/** What waits goes on when the connection is back, also after a new pairing; the outbox gives up what grows too old. */
function notConnected({ state, problem }: WhatsAppStatus): DeliveryResult {
  const reason = state === 'stopped' ? (problem ?? 'stopped') : 'not-connected';
  return { status: 'retry', afterMs: state === 'stopped' ? 60_000 : NOT_CONNECTED_MS, reason };
}
