/** Opens the console on a port of this machine. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Console } from './server.js';

export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const TRIES = 50;

/** True for addresses that no other machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * Listens on `port`, or on the next free one after it (0: any). Throws the system's error when the address can't
 * be had at all.
 */
export async function listen(console_: Console, host: string, port: number): Promise<Listening> {
  for (let attempt = 0; ; attempt++) {
    const server = createAdaptorServer({ fetch: console_.fetch });
    try {
      const wanted = port === 0 ? 0 : port + attempt;
      const bound = await bind(server, host, wanted);
      const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
      return {
        port: bound,
        url: `http://${shown === '127.0.0.1' ? 'localhost' : shown}:${bound}`,
        close: () => {
          console_.close();
          return new Promise((resolve) => {
            server.close(() => resolve());
            if ('closeIdleConnections' in server) server.closeIdleConnections();
            // A browser keeps its connections open: a moment for answers under way, then they are cut.
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500).unref();
          });
        },
      };
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || port === 0 || attempt + 1 >= TRIES || port + attempt + 1 > 65_535) throw error;
    }
  }
}

const bind = (server: ServerType, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
