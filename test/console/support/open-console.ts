/** A whole playground on any free port, with the ten-word language engine and an empty page. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlayground } from '../../../src/console/open-playground.js';
import type { RoomPatch, RoomState } from '../../../src/console/wire.js';
import { fakeAnalyser, fakeRules } from './fake-reader.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  json<T = Record<string, unknown>>(): T;
}

/** Node's own client, because fetch forbids to set Host and Origin. */
export function ask(
  port: number,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | undefined } = {},
): Promise<Answer> {
  const headers = {
    ...options.headers,
    ...(options.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(options.body)) }),
  };
  return new Promise((resolve, reject) => {
    const req = request({ port, host: '127.0.0.1', method, path, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body, json: () => JSON.parse(body) });
      });
    });
    req.on('error', reject);
    req.end(options.body);
  });
}

export type Live = ['state', RoomState] | ['patch', RoomPatch];

export async function openConsole(file?: string) {
  const dir = mkdtempSync(join(tmpdir(), 'console-'));
  writeFileSync(join(dir, 'main.js'), `/* ${'page '.repeat(400)}*/`);
  writeFileSync(join(dir, 'main.css'), 'body{}');
  const playground = await openPlayground({
    database: file ?? join(dir, 'test.sqlite'),
    rules: fakeRules(),
    analyser: fakeAnalyser,
    host: '127.0.0.1',
    port: 0,
    publicDir: dir,
  });
  const { port } = playground.listening;
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    ask(port, method, path, {
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const room = (await send('GET', '/api/boot?lang=fr')).json<{ room: string }>().room;
  const state = async (): Promise<RoomState> => (await send('GET', `/api/rooms/${room}`)).json<RoomState>();

  /** Reads the live stream until `enough` says so. */
  const listen = (
    enough: (seen: readonly Live[]) => boolean,
  ): { done: Promise<Live[]>; opened: Promise<void> } => {
    let isOpen: () => void = () => {};
    const opened = new Promise<void>((resolve) => {
      isOpen = resolve;
    });
    const done = (async () => {
      const response = await fetch(`http://127.0.0.1:${port}/api/rooms/${room}/events`);
      const reader = response.body!.getReader();
      const decoder = new TextDecoder();
      const seen: Live[] = [];
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return seen;
        text += decoder.decode(value, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const event = /^event: (.*)$/m.exec(block)?.[1];
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (event && data) seen.push([event, JSON.parse(data)] as Live);
        }
        if (seen.length > 0) isOpen();
        if (enough(seen)) {
          await reader.cancel();
          return seen;
        }
      }
    })();
    return { done, opened };
  };

  return {
    port,
    playground,
    room,
    send,
    state,
    listen,
    /** The id of one of the five people. */
    who: (slot: string): string => `${room}.${slot}`,
    say: (slot: string, text: string, more: object = {}) =>
      send('POST', `/api/rooms/${room}/messages`, { as: `${room}.${slot}`, text, to: 'group', ...more }),
    async close() {
      await playground.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type OpenConsole = Awaited<ReturnType<typeof openConsole>>;
