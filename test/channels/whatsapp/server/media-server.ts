/** WhatsApp's media server, on 127.0.0.1: what a client uploads can be fetched again, sealed as it was. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { getMediaKeys, type proto } from '@whiskeysockets/baileys';

type MediaType = Parameters<typeof getMediaKeys>[1];

/** The client insists on https: its connection ends at our plain server all the same. */
class LocalAgent extends Agent {
  constructor(readonly port: number) {
    super();
  }
  override createConnection() {
    return connect(this.port, '127.0.0.1');
  }
}

export async function mediaServer() {
  const files = new Map<string, Buffer>();
  const http = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = `/v/${files.size + 1}`;
      files.set(path, Buffer.concat(parts));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ url: `https://media.invalid${path}`, direct_path: path }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const agent = new LocalAgent((http.address() as AddressInfo).port);

  return {
    files,
    agent,
    /** As `getFile` of the channel. */
    get: async (path: string): Promise<Buffer> => {
      const file = files.get(path);
      if (!file) throw new Error('gone');
      return file;
    },
    /** What a phone uploads before it sends a picture. */
    async upload(
      bytes: Buffer,
      type: MediaType,
    ): Promise<
      Required<Pick<proto.Message.IImageMessage, 'directPath' | 'mediaKey' | 'fileSha256' | 'fileLength'>>
    > {
      const mediaKey = randomBytes(32);
      const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
      const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      const mac = createHmac('sha256', macKey!).update(iv).update(body).digest().subarray(0, 10);
      const directPath = `/v/${files.size + 1}`;
      files.set(directPath, Buffer.concat([body, mac]));
      return {
        directPath,
        mediaKey,
        fileSha256: createHash('sha256').update(bytes).digest(),
        fileLength: bytes.length,
      };
    },
    /** What a phone shows of a picture or file that it was sent. */
    async open(
      sent: { directPath?: string | null; mediaKey?: Uint8Array | null },
      type: MediaType,
    ): Promise<Buffer> {
      const { iv, cipherKey } = await getMediaKeys(sent.mediaKey!, type);
      const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
      const file = files.get(sent.directPath!)!;
      return Buffer.concat([decipher.update(file.subarray(0, -10)), decipher.final()]);
    },
    async close(): Promise<void> {
      agent.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
