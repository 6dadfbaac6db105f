/**
 * A Bot API on 127.0.0.1, so that telegraf and the adapter run unchanged: updates that wait until they are confirmed,
 * methods with their refusals, files, and faults that a test scripts. It never sleeps: a long poll ends when something
 * happens, or when the test says that its time is over.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { BotMethods } from './bot-methods.js';
import { Refusal, tooMany } from './refusal.js';
import { TelegramWorld } from './telegram-world.js';

export const TOKEN = '7000001:AAF-this_is_no_real_token_0123456789';

export type Fault =
  /** Telegram refuses. */
  | { readonly refuse: Refusal }
  /** The line is cut: before anything was done, or after it was done and before we heard of it. */
  | { readonly cut: 'before' | 'after' }
  /** Something that isn't Telegram answers. */
  | { readonly garbage: string };

const pollForm = z.strictObject({
  offset: z.number().int().optional(),
  limit: z.number().int().min(1).max(100).optional(),
  timeout: z.number().int().min(0).optional(),
  allowed_updates: z.array(z.string()).optional(),
});

interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}
type Answer = (result: unknown) => void;

/** Kinds that come without having been asked for. */
const USUAL_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_join_request'];

export class BotApi {
  readonly world: TelegramWorld;
  readonly methods: BotMethods;
  /** Every call that came in, in order. */
  readonly calls: { readonly method: string; readonly payload: Record<string, unknown> }[] = [];
  webhook: { url: string; secret_token?: string | undefined } | null = null;
  /** All that the bot wants to do is too much: how long Telegram asks it to wait, each time. */
  stormSeconds: number | null = null;
  refusedInStorm = 0;
  revoked = false;
  #updates: Update[] = [];
  #nextUpdate = 5000;
  #allowed: readonly string[] = USUAL_UPDATES;
  #poll: { answer: Answer; refuse: (r: Refusal) => void } | null = null;
  readonly #faults = new Map<string, Fault[]>();
  readonly #idle = new Set<() => void>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(now: () => number) {
    this.world = new TelegramWorld(now);
    this.world.push = (kind, body) => this.push(kind, body);
    this.methods = new BotMethods(this.world);
  }

  /** Answers the address to give as `apiRoot`. */
  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`),
      );
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** The next call of this method goes wrong; several faults are used up one after the other. */
  fault(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Something happened: the bot is told if it asked for such updates. */
  push(kind: string, body: Record<string, unknown>): void {
    if (!this.#allowed.includes(kind)) return;
    this.#updates.push({ update_id: ++this.#nextUpdate, [kind]: structuredClone(body) });
    this.#answerPoll();
  }

  /** The same update once more, as after a lost confirmation. */
  pushAgain(update: Update): void {
    this.#updates.push(update);
    this.#updates.sort((a, b) => a.update_id - b.update_id);
    this.#answerPoll();
  }

  /** Numbers begin anew, as after a quiet week. */
  restartNumbers(from: number): void {
    this.#nextUpdate = from;
  }

  pending(): readonly Update[] {
    return this.#updates;
  }

  /** Resolves when the bot has confirmed everything and waits for more. */
  allConfirmed(): Promise<void> {
    if (this.#poll && this.#updates.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.add(resolve));
  }

  /** The time of the waiting long poll is over, with nothing. */
  endPoll(): void {
    const poll = this.#poll;
    this.#poll = null;
    poll?.answer([]);
  }

  called(method: string): Record<string, unknown>[] {
    return this.calls.filter((c) => c.method === method).map((c) => c.payload);
  }

  #answerPoll(): void {
    const poll = this.#poll;
    if (!poll || this.#updates.length === 0) return;
    this.#poll = null;
    poll.answer(this.#updates.slice(0, 100));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown): void => {
      if (response.destroyed) return;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const refuse = (r: Refusal): void =>
      send(r.code, {
        ok: false,
        error_code: r.code,
        description: r.description,
        ...(r.parameters ? { parameters: r.parameters } : {}),
      });
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    if (path.startsWith(`/file/bot${TOKEN}/`)) {
      request.resume();
      const file = [...this.world.files.values()].find((f) => path.endsWith(`/${f.path}`));
      if (file) response.writeHead(200).end(file.bytes);
      else send(404, { ok: false, error_code: 404, description: 'Not Found' });
      return;
    }
    const method = path.startsWith(`/bot${TOKEN}/`) ? path.slice(`/bot${TOKEN}/`.length) : null;
    if (method === null) {
      request.resume();
      refuse(new Refusal(404, 'Not Found'));
      return;
    }
    const payload = await this.#read(request);
    this.calls.push({ method, payload });
    if (this.revoked) {
      refuse(new Refusal(401, 'Unauthorized'));
      return;
    }
    if (this.stormSeconds !== null && !method.startsWith('get')) {
      this.refusedInStorm++;
      refuse(tooMany(this.stormSeconds));
      return;
    }
    const fault = this.#faults.get(method)?.shift();
    if (fault && 'refuse' in fault) {
      refuse(fault.refuse);
      return;
    }
    if (fault && 'garbage' in fault) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(fault.garbage);
      return;
    }
    if (fault?.cut === 'before') {
      request.socket.destroy();
      return;
    }
    try {
      const result =
        method === 'getUpdates'
          ? await this.#getUpdates(payload, response)
          : await this.#call(method, payload);
      if (fault?.cut === 'after') request.socket.destroy();
      else send(200, { ok: true, result });
    } catch (error) {
      if (error instanceof Refusal) refuse(error);
      else send(500, { ok: false, error_code: 500, description: String(error) });
    }
  }

  async #call(method: string, payload: Record<string, unknown>): Promise<unknown> {
    if (method === 'deleteWebhook') {
      this.webhook = null;
      return true;
    }
    if (method === 'getWebhookInfo') return { url: this.webhook?.url ?? '', pending_update_count: 0 };
    if (method === 'setWebhook') {
      const { url, secret_token, allowed_updates } = payload as {
        url: string;
        secret_token?: string;
        allowed_updates?: string[];
      };
      this.webhook = { url, secret_token };
      this.#allowed = allowed_updates ?? USUAL_UPDATES;
      return true;
    }
    return this.methods.call(method, payload);
  }

  #getUpdates(payload: Record<string, unknown>, response: ServerResponse): Promise<unknown> {
    const { offset = 0, allowed_updates, timeout = 0 } = pollForm.parse(payload);
    if (this.webhook) throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active");
    this.#poll?.refuse(new Refusal(409, 'Conflict: terminated by other getUpdates request'));
    this.#poll = null;
    if (allowed_updates) this.#allowed = allowed_updates;
    this.#updates = this.#updates.filter((u) => u.update_id >= offset);
    if (this.#updates.length > 0 || timeout === 0) return Promise.resolve(this.#updates.slice(0, 100));
    return new Promise((answer, refuse) => {
      const poll = { answer, refuse };
      this.#poll = poll;
      response.on('close', () => {
        if (this.#poll === poll) this.#poll = null;
      });
      for (const tell of this.#idle) tell();
      this.#idle.clear();
    });
  }

  async #read(request: IncomingMessage): Promise<Record<string, unknown>> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/')) return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const payload: Record<string, unknown> = {};
    this.methods.attachments.clear();
    // Parts with names of 32 letters are what an album's `attach://` points to.
    for (const [name, value] of form)
      if (typeof value !== 'string' && /^[0-9a-f]{32}$/.test(name))
        this.methods.attachments.set(
          name,
          this.methods.keepUpload(value.name, Buffer.from(await value.arrayBuffer())),
        );
      else payload[name] = value;
    return payload;
  }
}
