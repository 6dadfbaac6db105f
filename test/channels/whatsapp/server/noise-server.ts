/**
 * The server's side of WhatsApp's handshake (Noise XX, Curve25519, AES-GCM, SHA-256), and of the encrypted frames after it.
 * The client checks our certificate against `WA_CERT_DETAILS`, which a test may set to a key of its own.
 */
import {
  aesDecryptGCM,
  aesEncryptGCM,
  type BinaryNode,
  Curve,
  decodeBinaryNode,
  encodeBinaryNode,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
  WA_CERT_DETAILS,
} from '@whiskeysockets/baileys';

const root = Curve.generateKeyPair();
const intermediate = Curve.generateKeyPair();
const leaf = Curve.generateKeyPair();

/** Makes the client of this process believe in this server and in no other. */
export function trustThisServer(): void {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root.public);
}

function certificates(): Uint8Array {
  const { Details } = proto.CertChain.NoiseCertificate;
  const details = (serial: number, issuerSerial: number, key: Uint8Array) =>
    Details.encode({ serial, issuerSerial, key, notBefore: 0, notAfter: 4_000_000_000 }).finish();
  const ofIntermediate = details(1, WA_CERT_DETAILS.SERIAL, intermediate.public);
  const ofLeaf = details(2, 1, leaf.public);
  return proto.CertChain.encode({
    intermediate: { details: ofIntermediate, signature: Curve.sign(root.private, ofIntermediate) },
    leaf: { details: ofLeaf, signature: Curve.sign(intermediate.private, ofLeaf) },
  }).finish();
}

const iv = (counter: number): Buffer => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
};
const NOTHING = Buffer.alloc(0);

export interface NoiseServer {
  /** Bytes as they come in from the network. */
  receive(bytes: Uint8Array): Promise<void>;
  send(node: BinaryNode): void;
}

export function noiseServer(io: {
  readonly write: (bytes: Uint8Array) => void;
  readonly onPayload: (payload: proto.ClientPayload) => void;
  readonly onNode: (node: BinaryNode) => void;
}): NoiseServer {
  const ephemeral = Curve.generateKeyPair();
  let hash: Uint8Array = Buffer.from(NOISE_MODE);
  let salt = hash;
  let key = hash;
  let counter = 0;
  let buffer: Buffer = Buffer.alloc(0);
  let stage: 'intro' | 'hello' | 'finish' | 'open' = 'intro';
  let writeKey: Uint8Array = NOTHING;
  let readKey: Uint8Array = NOTHING;
  let written = 0;
  let read = 0;

  const authenticate = (data: Uint8Array): void => {
    hash = sha256(Buffer.concat([hash, data]));
  };
  const derive = (data: Uint8Array): [Buffer, Buffer] => {
    const bytes = Buffer.from(hkdf(Buffer.from(data), 64, { salt: Buffer.from(salt), info: '' }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  };
  const mix = (data: Uint8Array): void => {
    [salt, key] = derive(data);
    counter = 0;
  };
  const encrypt = (plain: Uint8Array): Uint8Array => {
    const sealed = aesEncryptGCM(plain, key, iv(counter++), hash);
    authenticate(sealed);
    return sealed;
  };
  const decrypt = (sealed: Uint8Array): Uint8Array => {
    const plain = aesDecryptGCM(sealed, key, iv(counter++), hash);
    authenticate(sealed);
    return plain;
  };
  const frame = (bytes: Uint8Array): void => {
    const size = Buffer.of(bytes.length >> 16, (bytes.length >> 8) & 255, bytes.length & 255);
    io.write(Buffer.concat([size, bytes]));
  };

  function hello(bytes: Uint8Array): void {
    const client = proto.HandshakeMessage.decode(bytes).clientHello!.ephemeral!;
    authenticate(NOISE_WA_HEADER);
    authenticate(client);
    authenticate(ephemeral.public);
    mix(Curve.sharedKey(ephemeral.private, client));
    const sealedStatic = encrypt(leaf.public);
    mix(Curve.sharedKey(leaf.private, client));
    const payload = encrypt(certificates());
    frame(
      proto.HandshakeMessage.encode({
        serverHello: { ephemeral: ephemeral.public, static: sealedStatic, payload },
      }).finish(),
    );
    stage = 'finish';
  }

  function finish(bytes: Uint8Array): void {
    const { clientFinish } = proto.HandshakeMessage.decode(bytes);
    const client = decrypt(clientFinish!.static!);
    mix(Curve.sharedKey(ephemeral.private, client));
    const payload = proto.ClientPayload.decode(decrypt(clientFinish!.payload!));
    // What the client writes with, we read with.
    [readKey, writeKey] = derive(NOTHING);
    stage = 'open';
    io.onPayload(payload);
  }

  /** Frames decode one after the other: the order of what a client says matters. */
  let queue: Promise<void> = Promise.resolve();
  async function handle(bytes: Buffer): Promise<void> {
    if (stage === 'hello') hello(bytes);
    else if (stage === 'finish') finish(bytes);
    else io.onNode(await decodeBinaryNode(aesDecryptGCM(bytes, readKey, iv(read++), NOTHING)));
  }

  return {
    receive(bytes) {
      buffer = Buffer.concat([buffer, bytes]);
      if (stage === 'intro') {
        if (buffer.length < NOISE_WA_HEADER.length) return queue;
        buffer = buffer.subarray(NOISE_WA_HEADER.length);
        stage = 'hello';
      }
      for (;;) {
        const size = buffer.length < 3 ? Infinity : buffer.readUIntBE(0, 3);
        if (buffer.length < size + 3) return queue;
        const one = buffer.subarray(3, size + 3);
        buffer = buffer.subarray(size + 3);
        queue = queue.then(() => handle(one));
      }
    },
    send: (node) => frame(aesEncryptGCM(encodeBinaryNode(node), writeKey, iv(written++), NOTHING)),
  };
}
