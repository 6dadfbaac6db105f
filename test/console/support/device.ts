/** A device with a passkey, as an authenticator makes them; each part of its answers can be bent. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Bent {
  readonly origin?: string;
  readonly type?: string;
  readonly rpId?: string;
  /** PRESENT 1, VERIFIED 4, WITH_CREDENTIAL 64. */
  readonly flags?: number;
  readonly counter?: number;
}

const sha = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

export function device(site: { readonly rpId: string; readonly origin: string }) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const id = randomBytes(16);
  let count = 0;
  const client = (type: string, challenge: string, bent: Bent): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: bent.type ?? type,
        challenge,
        origin: bent.origin ?? site.origin,
        crossOrigin: false,
      }),
    );
  const head = (bent: Bent, flags: number): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(bent.counter ?? ++count);
    return Buffer.concat([sha(bent.rpId ?? site.rpId), Buffer.from([bent.flags ?? flags]), counter]);
  };
  return {
    id: id.toString('base64url'),
    made(challenge: string, bent: Bent = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const authenticator = Buffer.concat([
        head(bent, 1 | 4 | 64),
        Buffer.alloc(16),
        length,
        id,
        Buffer.from([0xa0]),
      ]);
      return {
        id: id.toString('base64url'),
        clientData: client('webauthn.create', challenge, bent).toString('base64url'),
        authenticator: authenticator.toString('base64url'),
        publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
        algorithm: -7,
      };
    },
    used(challenge: string, bent: Bent = {}) {
      const clientData = client('webauthn.get', challenge, bent);
      const authenticator = head(bent, 1 | 4);
      const signature = sign('sha256', Buffer.concat([authenticator, sha(clientData)]), privateKey);
      return {
        id: id.toString('base64url'),
        clientData: clientData.toString('base64url'),
        authenticator: authenticator.toString('base64url'),
        signature: signature.toString('base64url'),
      };
    },
  };
}
