/** The smallest WebSocket server that a client can't tell from a real one: binary frames, on 127.0.0.1 only. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [BINARY, CLOSE, PING, PONG] = [2, 8, 9, 10];

export interface Peer {
  send(bytes: Uint8Array): void;
  /** Ends in order, after what was sent. */
  close(): void;
  /** As when a cable is pulled. */
  cut(): void;
}

export interface Listener {
  onBytes(bytes: Buffer): void;
  onClose(): void;
}

function frame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.of(0x80 | opcode, length)
      : length < 65_536
        ? Buffer.of(0x80 | opcode, 126, length >> 8, length & 255)
        : Buffer.concat([Buffer.of(0x80 | opcode, 127, 0, 0, 0, 0), uint32(length)]);
  return Buffer.concat([head, payload]);
}

function uint32(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
}

/** One frame at the beginning of `bytes`, or null when it is not whole yet. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (bytes.length < 6) return null;
  let length = bytes[1]! & 127;
  let at = 2;
  if (length === 126) {
    length = bytes.readUInt16BE(2);
    at = 4;
  } else if (length === 127) {
    if (bytes.length < 14) return null;
    length = bytes.readUInt32BE(6);
    at = 10;
  }
  if (bytes.length < at + 4 + length) return null;
  const mask = bytes.subarray(at, at + 4);
  const payload = Buffer.from(bytes.subarray(at + 4, at + 4 + length));
  for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % 4]!;
  return { opcode: bytes[0]! & 15, payload, size: at + 4 + length };
}

function serve(socket: Socket, accept: (peer: Peer) => Listener): void {
  let buffer: Buffer = Buffer.alloc(0);
  let open = true;
  const listener = accept({
    send: (bytes) => void (open && socket.write(frame(BINARY, bytes))),
    close: () => {
      if (open) socket.end(frame(CLOSE, Buffer.of(3, 232)));
    },
    cut: () => socket.destroy(),
  });
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (let f = readFrame(buffer); f; f = readFrame(buffer)) {
      buffer = buffer.subarray(f.size);
      if (f.opcode === PING) socket.write(frame(PONG!, f.payload));
      else if (f.opcode === CLOSE) socket.end(frame(CLOSE!, f.payload));
      else listener.onBytes(f.payload);
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    open = false;
    listener.onClose();
  });
}

export async function listen(
  accept: (peer: Peer) => Listener,
): Promise<{ url: string; close(): Promise<void> }> {
  const http: Server = createServer();
  const sockets = new Set<Socket>();
  http.on('upgrade', (request, socket: Socket) => {
    const key = String(request.headers['sec-websocket-key']);
    const answer = createHash('sha1')
      .update(key + GUID)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, accept);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
