/**
 * Telegram behind the `Channel` port. Updates are fetched by long polling (or come by a webhook), and are confirmed to
 * Telegram only after the inbox has journalled them: telegraf's own polling confirms first, so the loop here is our own.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelEvent, Media } from '../../domain/event.js';
import type { Capabilities, Channel, DeliverTo, Delivery, DeliveryResult } from '../channel.js';
import { type Api, createApi } from './api.js';
import { ApiError } from './api-error.js';
import { administratorsSchema, chatInfoSchema, openness } from './closedness.js';
import type { Context } from './deliver/context.js';
import { deliver } from './deliver/deliver.js';
import { lacksRight, lostGroup, resultOf } from './deliver/result.js';
import { fetchFile } from './fetch-file.js';
import type { Keep, Later } from './keep.js';
import { type Log, silent } from './log.js';
import { Memory } from './memory.js';
import { Pace } from './pace.js';
import { type ChannelStatus, type ConnectionProblem, type ConnectionState, WORDS } from './status.js';
import { groupEvent, missingRights } from './update/bot-place.js';
import {
  ALLOWED_UPDATES,
  callbackSchema,
  joinRequestSchema,
  memberSchema,
  memberUpdateSchema,
  updateSchema,
  userSchema,
} from './update/schema.js';
import { migratedEvent } from './update/service.js';
import { toEvents } from './update/to-events.js';
import { listenForUpdates, type WebhookServer } from './webhook.js';

/** What the adapter must know of the register. */
export interface TelegramRegister {
  /** The chats that are groups of ours. */
  groups(): readonly string[];
  /** False also for one that it was taken out of, as far as we know. */
  knows(chat: string): boolean;
  /** True for somebody whose role makes them an administrator of the group. */
  isOfficial(chat: string, person: string): boolean;
}

/** An update and the events that it says. */
interface Read {
  readonly update: z.infer<typeof updateSchema>;
  readonly events: readonly ChannelEvent[];
}

export interface TelegramOptions {
  readonly token: string;
  readonly keep: Keep;
  readonly register?: TelegramRegister;
  /** ms since 1970. */
  readonly clock?: () => number;
  readonly log?: Log;
  /** Another address than Telegram's own. */
  readonly apiRoot?: string;
  /** Telegram calls us at `url`, which leads to `host`:`port`; absent: long polling. */
  readonly webhook?: { readonly url: string; readonly host: string; readonly port: number };
  /** How long Telegram may hold a question for new messages, in seconds. */
  readonly pollSeconds?: number;
  /** Resolves after `ms`, or as soon as `signal` is aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Calls `work` after `ms`; answers what takes the call back. */
  readonly alarm?: (ms: number, work: () => void) => () => void;
}

export interface TelegramChannel extends Channel {
  readonly name: 'telegram';
  status(): ChannelStatus;
  /** Does what was put off until now (short answers go away, long measures are renewed); else its own alarm does. */
  doDue(): Promise<void>;
  /** Looks anew whether a group is closed, and tells the engine (Annex 4 §3). */
  checkGroup(chat: string): Promise<void>;
  fetch(media: Media, maxBytes: number): Promise<Uint8Array>;
}

const CAPABILITIES: Capabilities = {
  buttons: true,
  deleteOthers: true,
  restrict: true,
  remove: true,
  joinRequests: true,
  reactions: true,
  privateFirst: false,
};
const DAY = 86_400_000;
const HOUR = 3_600_000;
const LONGEST_ALARM = HOUR;
const LONGEST_BACK_OFF = 60_000;
/** A message older than this can't be taken away any more. */
const DELETABLE_MS = 48 * HOUR;

export const telegramChannel = (options: TelegramOptions): TelegramChannel => new Adapter(options);

/** Ends early, and without an error, when we are closing. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeoutPromise(ms, undefined, { signal, ref: false }).catch(() => {});
const alarm = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

class Adapter implements TelegramChannel {
  readonly name = 'telegram';
  readonly capabilities = CAPABILITIES;
  readonly #options: TelegramOptions;
  readonly #api: Api;
  readonly #clock: () => number;
  readonly #log: Log;
  readonly #pace: Pace;
  readonly #context: Context;
  readonly #memory = new Memory();
  readonly #tasks = new Set<Promise<void>>();
  /** When a group was last looked at, whether anybody came in unapproved, whether we told that it is lost. */
  readonly #looked = new Map<string, number>();
  readonly #unapproved = new Set<string>();
  readonly #lost = new Set<string>();
  readonly #greeted = new Set<string>();
  #me: { readonly id: number; readonly username: string } | null = null;
  #status: ChannelStatus;
  #closing = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #server: WebhookServer | null = null;
  #offset = 0;
  #cancelAlarm: () => void = () => {};
  #deliverTo: DeliverTo = () => {
    throw new Error('Telegram has not been started.');
  };

  constructor(options: TelegramOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#log = options.log ?? silent;
    this.#api = createApi({
      token: options.token,
      ...(options.apiRoot === undefined ? {} : { apiRoot: options.apiRoot }),
    });
    this.#pace = new Pace(this.#clock);
    this.#status = { state: 'starting', since: this.#clock() };
    this.#context = {
      api: this.#api,
      keep: options.keep,
      pace: this.#pace,
      clock: this.#clock,
      nameOf: (chat, person) => this.#nameOf(chat, person),
      pressed: (press) => this.#memory.pressed(press),
      privateChat: (person) => this.#memory.privateChat(person, this.#clock()),
      doubtRights: (chat) => this.#inBackground(() => this.#checkRights(chat)),
      rearm: () => this.#arm(),
    };
  }

  status(): ChannelStatus {
    return this.#me ? { ...this.#status, bot: this.#me.username } : this.#status;
  }

  /** Returns at once: without a network the program starts all the same, and goes on trying. */
  async start(deliverTo: DeliverTo): Promise<void> {
    this.#deliverTo = deliverTo;
    this.#closing = new AbortController();
    this.#offset = 0;
    this.#arm();
    this.#running = this.#run(this.#closing.signal);
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    this.#cancelAlarm();
    await this.#running;
    await Promise.all(this.#tasks);
    await this.#server?.close();
    this.#server = null;
    if (this.#status.problem !== 'token-refused') this.#become('stopped');
  }

  async deliver(chat: string, delivery: Delivery, key: string): Promise<DeliveryResult> {
    try {
      return await deliver(this.#context, chat, delivery, key);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const result = resultOf(error);
      this.#learnFrom(error, chat);
      if (error.code === 429 && result.status === 'retry')
        this.#pace.pause('person' in delivery ? delivery.person : chat, result.afterMs);
      return result;
    }
  }

  fetch(media: Media, maxBytes: number): Promise<Uint8Array> {
    return fetchFile(this.#api, media, maxBytes);
  }

  // Receiving --------------------------------------------------------------------------------------------------

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (!this.#me) await this.#meet(signal);
        if (this.#options.webhook) {
          await this.#openWebhook(this.#options.webhook);
          return;
        }
        await this.#poll(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        const pause = await this.#afterFailure(error, ++failures);
        if (pause === null) return;
        await (this.#options.wait ?? wait)(pause, signal);
      }
    }
  }

  /** Who we are; groups that we know are looked at. */
  async #meet(signal: AbortSignal): Promise<void> {
    const me = await this.#api.call('getMe', {}, userSchema, { signal });
    this.#me = { id: me.id, username: me.username ?? '' };
    for (const chat of this.#options.register?.groups() ?? [])
      this.#inBackground(() => this.checkGroup(chat));
  }

  async #poll(signal: AbortSignal): Promise<void> {
    // Until it is known that Telegram can be reached it is asked for an answer at once.
    const seconds = this.#status.state === 'connected' ? (this.#options.pollSeconds ?? 50) : 0;
    const updates = await this.#api.call(
      'getUpdates',
      {
        timeout: seconds,
        limit: 100,
        allowed_updates: ALLOWED_UPDATES,
        ...(this.#offset > 0 ? { offset: this.#offset } : {}),
      },
      z.array(z.unknown()),
      { signal, timeoutMs: (seconds + 20) * 1000 },
    );
    this.#become('connected');
    this.#takeAll(updates);
    // Nothing more: Telegram has forgotten what we confirmed. After a quiet week its numbers begin anew, perhaps lower.
    if (updates.length === 0) this.#offset = 0;
  }

  /** Journals updates in their order and confirms them; messages that follow one another wait for the disk once. */
  #takeAll(updates: readonly unknown[]): void {
    let messages: Read[] = [];
    const handOver = (): void => {
      const together = messages;
      messages = [];
      if (together.length === 0) return;
      this.#hand(...together.flatMap((read) => read.events));
      for (const { update, events } of together) {
        for (const event of events) this.#memory.learn(event);
        this.#notice(update);
        this.#offset = update.update_id + 1;
      }
    };
    try {
      for (const raw of updates) {
        const read = this.#read(raw);
        const plain = (e: ChannelEvent): boolean => e.type === 'message' && this.#isGreeted(e);
        if (read.events.length > 0 && read.events.every(plain)) messages.push(read);
        else {
          // What tells of groups and people can change what the adapter knows: one by one.
          handOver();
          this.#take(read);
          this.#offset = read.update.update_id + 1;
        }
      }
    } finally {
      handOver();
    }
  }

  #read(raw: unknown): Read {
    const update = updateSchema.parse(raw);
    const { events, problem } = toEvents(update, this.#clock());
    if (problem) this.#log.warn({ update: update.update_id }, `Telegram sent ${problem}; it was left out`);
    return { update, events: events.map((event) => this.#withoutMyself(event)) };
  }

  /** What the bot does, it was told to do: that is nobody's own hand. */
  #withoutMyself(event: ChannelEvent): ChannelEvent {
    if ((event.type !== 'joined' && event.type !== 'left') || event.by?.id !== String(this.#me?.id))
      return event;
    const { by: _, ...rest } = event;
    return rest;
  }

  /** Journals what an update says. Throws when it can't be journalled. */
  #take({ update, events }: Read): void {
    for (const event of events) {
      if ((event.type === 'joined' || event.type === 'left') && this.#memory.isTwin(event)) continue;
      this.#greet(event);
      this.#hand(this.#addressed(event));
      this.#memory.learn(event);
    }
    this.#notice(update);
  }

  /** A thumb under the short question that stands in the group for this very person answers it, as in private. */
  #addressed(event: ChannelEvent): ChannelEvent {
    return event.type === 'reaction' &&
      this.#options.keep.addressee(event.chat, event.message) === event.sender.id
      ? { ...event, scope: 'private' }
      : event;
  }

  #hand(...events: readonly ChannelEvent[]): void {
    try {
      this.#deliverTo(...events);
    } catch (error) {
      throw new StorageError(error);
    }
  }

  /** A group that is not registered shows itself by its first message when the bot's arrival was missed. */
  #greet(event: ChannelEvent): void {
    if (event.type === 'group' || this.#isGreeted(event)) return;
    if (this.#options.register?.knows(event.chat) === false) {
      const { chat, at } = event;
      this.#hand(groupEvent(chat, at, `first-seen:${at}`, { what: 'bot-added' }));
    }
    this.#greeted.add(event.chat);
    if (!this.#looked.has(event.chat)) this.#inBackground(() => this.checkGroup(event.chat));
  }

  #isGreeted(event: ChannelEvent): boolean {
    return !this.#options.register || event.scope !== 'group' || this.#greeted.has(event.chat);
  }

  /** What an update means for the adapter itself. */
  #notice(update: Readonly<Record<string, unknown>>): void {
    const mine = memberUpdateSchema.safeParse(update.my_chat_member);
    if (mine.success && mine.data.chat.type !== 'private') {
      const chat = String(mine.data.chat.id);
      this.#lost.delete(chat);
      this.#looked.delete(chat);
      const gone = ['left', 'kicked'].includes(mine.data.new_chat_member.status);
      if (gone) this.#lost.add(chat);
      else this.#inBackground(() => this.checkGroup(chat));
    }
    const theirs = memberUpdateSchema.safeParse(update.chat_member);
    if (theirs.success) {
      const chat = String(theirs.data.chat.id);
      const link = z.looseObject({ creates_join_request: z.boolean() }).safeParse(theirs.data.invite_link);
      const open = link.success && !link.data.creates_join_request && theirs.data.via_join_request !== true;
      if (open) this.#unapproved.add(chat);
      const ranks = [theirs.data.old_chat_member.status, theirs.data.new_chat_member.status];
      if (open || ranks.includes('administrator')) this.#inBackground(() => this.checkGroup(chat));
    }
    const request = joinRequestSchema.safeParse(update.chat_join_request);
    if (request.success)
      this.#memory.applicant(
        String(request.data.from.id),
        String(request.data.user_chat_id ?? request.data.from.id),
        this.#clock(),
      );
    const message = z.looseObject({ migrate_to_chat_id: z.number() }).safeParse(update.message);
    if (message.success) {
      const chat = z.looseObject({ id: z.number() }).safeParse(message.data.chat);
      if (chat.success)
        this.#options.keep.move(String(chat.data.id), String(message.data.migrate_to_chat_id));
    }
    // A button that is none of ours: its phone must not wait for ever.
    const query = callbackSchema.safeParse(update.callback_query);
    if (query.success && !this.#memory.pressed(query.data.id))
      this.#inBackground(() => this.#quietly('answerCallbackQuery', { callback_query_id: query.data.id }));
  }

  async #openWebhook(webhook: NonNullable<TelegramOptions['webhook']>): Promise<void> {
    const secret = randomBytes(32).toString('hex');
    try {
      this.#server ??= await listenForUpdates({
        host: webhook.host,
        port: webhook.port,
        secret,
        take: (update) => this.#takeCall(update),
      });
    } catch (error) {
      throw new WebhookError(error);
    }
    try {
      await this.#api.call(
        'setWebhook',
        // One at a time keeps what was written in order.
        { url: webhook.url, secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: 1 },
        z.boolean(),
      );
    } catch (error) {
      await this.#server.close();
      this.#server = null;
      throw error;
    }
    this.#become('connected');
  }

  /** Throws when it can't be journalled: Telegram is answered with an error then, and sends it again. */
  #takeCall(update: unknown): void {
    try {
      this.#take(this.#read(update));
      this.#become('connected');
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#become('retrying', 'storage', String(error.cause));
      throw error;
    }
  }

  /** How long to wait before the next attempt; null: there is no use in one. */
  async #afterFailure(error: unknown, failures: number): Promise<number | null> {
    const backOff = Math.min(LONGEST_BACK_OFF, 1000 * 2 ** Math.min(10, failures - 1));
    if (error instanceof StorageError) {
      this.#become('retrying', 'storage', String(error.cause));
      return backOff;
    }
    if (error instanceof WebhookError) {
      this.#become('stopped', 'webhook', String(error.cause));
      return null;
    }
    if (!(error instanceof ApiError)) {
      // An update without a number, or a fault of this program: never a reason to fall silent.
      this.#become('retrying', 'telegram', error instanceof Error ? error.name : 'error');
      return backOff;
    }
    if (error.code === 401 || (error.code === 404 && error.method === 'getMe')) {
      this.#become('stopped', 'token-refused');
      return null;
    }
    if (error.code === 409) {
      if (error.says(/webhook/i)) {
        await this.#quietly('deleteWebhook', { drop_pending_updates: false });
        return 0;
      }
      this.#become('retrying', 'conflict');
      return Math.max(backOff, 5_000);
    }
    this.#become('retrying', error.kind === 'network' ? 'network' : 'telegram', error.message);
    return error.retryAfterMs ?? backOff;
  }

  #become(state: ConnectionState, problem?: ConnectionProblem, detail?: string): void {
    if (this.#status.state === state && this.#status.problem === problem) return;
    const before = this.#status.problem;
    this.#status = { state, since: this.#clock(), ...(problem ? { problem } : {}) };
    if (problem)
      this.#log[problem === 'network' ? 'warn' : 'error'](
        { problem, ...(detail ? { detail } : {}) },
        WORDS[problem],
      );
    else if (before) this.#log.info({}, 'Telegram is connected again');
  }

  // Looking after groups -----------------------------------------------------------------------------------------

  async checkGroup(chat: string): Promise<void> {
    if (!this.#me) return;
    this.#looked.set(chat, this.#clock());
    try {
      const info = await this.#api.call('getChat', { chat_id: chat }, chatInfoSchema);
      const administrators = await this.#api.call(
        'getChatAdministrators',
        { chat_id: chat },
        administratorsSchema,
      );
      const problems = openness(info, administrators, {
        bot: this.#me.id,
        isOfficial: (person) => this.#options.register?.isOfficial(chat, person) ?? true,
        cameUnapproved: this.#unapproved.has(chat),
      });
      const at = this.#clock();
      this.#deliverTo(groupEvent(chat, at, `closedness:${at}`, { what: 'closedness', problems }));
      await this.#checkRights(chat);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#log.warn({ chat, reason: error.message }, 'Telegram did not let the bot look at a group');
      this.#learnFrom(error, chat);
    }
  }

  async #checkRights(chat: string): Promise<void> {
    if (!this.#me) return;
    try {
      const me = await this.#api.call('getChatMember', { chat_id: chat, user_id: this.#me.id }, memberSchema);
      const at = this.#clock();
      this.#deliverTo(
        groupEvent(chat, at, `rights:${at}`, { what: 'bot-rights', missing: missingRights(me) }),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#learnFrom(error, chat);
    }
  }

  /** What an error tells beside that something failed. */
  #learnFrom(error: ApiError, chat: string): void {
    const at = this.#clock();
    if (error.code === 401) {
      this.#become('stopped', 'token-refused');
      this.#closing.abort();
      return;
    }
    if (!chat.startsWith('-')) return;
    if (error.migratedTo !== null) {
      this.#options.keep.move(chat, error.migratedTo);
      this.#deliverTo(migratedEvent(chat, at, error.migratedTo));
      return;
    }
    const lost = lostGroup(error);
    if (lost && !this.#lost.has(chat)) {
      this.#lost.add(chat);
      this.#log.error(
        { chat, reason: lost },
        lost === 'bot-removed'
          ? 'The bot was taken out of the group; add it again as an administrator to go on'
          : 'The group is gone: it was deleted, or the bot can’t see it any more',
      );
      this.#deliverTo(groupEvent(chat, at, `lost:${at}`, { what: 'bot-removed' }));
    } else if (lacksRight(error)) this.#context.doubtRights(chat);
  }

  async #nameOf(chat: string, person: string): Promise<string> {
    const known = this.#memory.name(person);
    if (known !== undefined) return known;
    try {
      const member = await this.#api.call(
        'getChatMember',
        { chat_id: chat, user_id: Number(person) },
        memberSchema,
      );
      const name = [member.user.first_name, member.user.last_name ?? ''].join(' ').trim().slice(0, 60);
      this.#memory.learnName(person, name);
      return name;
    } catch (error) {
      if (error instanceof ApiError) return '';
      throw error;
    }
  }

  // Later ------------------------------------------------------------------------------------------------------

  #arm(): void {
    this.#cancelAlarm();
    if (this.#closing.signal.aborted) return;
    const next = this.#options.keep.nextDue();
    const sleep = Math.min(LONGEST_ALARM, Math.max(0, (next ?? Infinity) - this.#clock()));
    this.#cancelAlarm = (this.#options.alarm ?? alarm)(sleep, () => this.#inBackground(() => this.doDue()));
  }

  async doDue(): Promise<void> {
    const now = this.#clock();
    const { keep } = this.#options;
    keep.purge(now);
    for (const later of keep.due(now)) await this.#do(later, now);
    for (const [chat, at] of this.#looked)
      if (now - at >= DAY && !this.#lost.has(chat)) await this.checkGroup(chat);
    this.#arm();
  }

  async #do(later: Later, now: number): Promise<void> {
    const { keep } = this.#options;
    const { chat, what, subject, until } = later;
    const delivery: Delivery =
      what === 'delete'
        ? { type: 'delete', message: subject }
        : { type: what === 'ban' ? 'remove-member' : 'restrict', person: subject, until };
    // Dropped first: a renewed measure puts itself back.
    keep.drop(chat, what, subject);
    const result = await this.deliver(chat, delivery, `later:${chat}:${what}:${subject}:${later.due}`);
    if (result.status === 'done') return;
    const attempts = later.attempts + 1;
    const hopeless = result.status === 'impossible' || (what === 'delete' && now - later.due > DELETABLE_MS);
    if (hopeless)
      this.#log.warn({ chat, what, reason: result.reason }, 'something put off until now could not be done');
    else
      keep.put({
        ...later,
        attempts,
        due: now + Math.max(result.afterMs, Math.min(HOUR, 1000 * 2 ** Math.min(12, attempts))),
      });
  }

  #inBackground(work: () => Promise<void>): void {
    const task = work()
      .catch((error) =>
        this.#log.error({ error: error instanceof Error ? error.name : 'error' }, 'Telegram: a check failed'),
      )
      .finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }

  async #quietly(method: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await this.#api.call(method, payload, z.unknown());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

/** The event could not be journalled: the update stays with Telegram. */
class StorageError extends Error {
  constructor(cause: unknown) {
    super('not journalled', { cause });
  }
}
class WebhookError extends Error {
  constructor(cause: unknown) {
    super('not listening', { cause });
  }
}
