/** Telegram calls us, instead of us asking: a small server that takes an update only with the secret that we agreed on. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sameSecret } from '../../same-secret.js';

export interface WebhookServer {
  readonly port: number;
  close(): Promise<void>;
}

const BODY_LIMIT = 1024 * 1024;

/**
 * `take` journals an update; when it throws, Telegram hears of an error and sends it again. Rejects when the port can't be
 * listened on. A request without the secret learns nothing but that there is nothing here for it.
 */
export function listenForUpdates(options: {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly take: (update: unknown) => void;
}): Promise<WebhookServer> {
  const server = createServer((request, response) => {
    const answer = (status: number): void => void response.writeHead(status).end();
    if (request.method !== 'POST' || !knowsSecret(request, options.secret)) {
      request.resume();
      answer(404);
      return;
    }
    bodyOf(request)
      .then((body) => {
        let update: unknown;
        try {
          update = JSON.parse(body);
        } catch {
          answer(400);
          return;
        }
        options.take(update);
        answer(200);
      })
      .catch(() => answer(500));
  });
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function knowsSecret(request: IncomingMessage, secret: string): boolean {
  return sameSecret(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''), secret);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
