/**
 * What a browser answers when it makes or uses a passkey, checked (WebAuthn level 2, §7.1 and §7.2). Nobody asks here
 * which maker a device is from (attestation "none"): so no certificate has to be read, and node's own crypto is enough.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** The site as passkeys know it. */
export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

/** COSE numbers: ES256, Ed25519, RS256; the first is what nearly every device has. */
export const ALGORITHMS = [-7, -8, -257] as const;

const bytes = z
  .string()
  .regex(/^[\w-]{1,4000}$/)
  .transform((text) => Buffer.from(text, 'base64url'));
const credential = z.string().regex(/^[\w-]{16,1400}$/);
export const madeBody = z.strictObject({
  id: credential,
  clientData: bytes,
  authenticator: bytes,
  publicKey: bytes,
  algorithm: z.union(ALGORITHMS.map((a) => z.literal(a))),
});
export const usedBody = z.strictObject({
  id: credential,
  clientData: bytes,
  authenticator: bytes,
  signature: bytes,
});

const clientSchema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** The challenge that the browser says it answered; null for what no browser writes. */
export function challengeIn(clientData: Buffer): string | null {
  return clientOf(clientData)?.challenge ?? null;
}

function clientOf(clientData: Buffer): z.infer<typeof clientSchema> | null {
  try {
    return clientSchema.parse(JSON.parse(clientData.toString('utf8')));
  } catch {
    return null;
  }
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;
const HEAD = 37;
const ID_AT = 55;

/** Whether the answer is for this site, this purpose, and the person showed the device that it is they. */
function fits(clientData: Buffer, authenticator: Buffer, type: string, site: Site): boolean {
  const client = clientOf(clientData);
  if (client === null || client.type !== type || client.origin !== site.origin || client.crossOrigin === true)
    return false;
  if (authenticator.length < HEAD) return false;
  const rp = createHash('sha256').update(site.rpId).digest();
  const flags = authenticator[32] ?? 0;
  return authenticator.subarray(0, 32).equals(rp) && (flags & PRESENT) !== 0 && (flags & VERIFIED) !== 0;
}

const counterOf = (authenticator: Buffer): number => authenticator.readUInt32BE(33);

const KEY_TYPES: Readonly<Record<number, string>> = { [-7]: 'ec', [-8]: 'ed25519', [-257]: 'rsa' };

function keyOf(spki: Buffer, algorithm: number): KeyObject | null {
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== KEY_TYPES[algorithm]) return null;
    const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
    if (algorithm === -7 && namedCurve !== 'prime256v1') return null;
    if (algorithm === -257 && (modulusLength ?? 0) < 2048) return null;
    return key;
  } catch {
    return null;
  }
}

/**
 * A new passkey: its counter; null when the answer is not what this site asked for. The key is taken as the browser gives
 * it: whoever could put another in its place is signed in as that person already.
 */
export function checkMade(made: z.infer<typeof madeBody>, site: Site): { readonly counter: number } | null {
  const { authenticator } = made;
  if (!fits(made.clientData, authenticator, 'webauthn.create', site)) return null;
  if (((authenticator[32] ?? 0) & WITH_CREDENTIAL) === 0 || authenticator.length < ID_AT) return null;
  const id = authenticator.subarray(ID_AT, ID_AT + authenticator.readUInt16BE(53));
  if (id.toString('base64url') !== made.id) return null;
  return keyOf(made.publicKey, made.algorithm) === null ? null : { counter: counterOf(authenticator) };
}

export interface Known {
  readonly public_key: Buffer;
  readonly algorithm: number;
  readonly counter: number;
}

/**
 * A passkey that was used: its counter; null when the signature or anything else does not fit. A counter that does not
 * grow tells of a copied device; passkeys that several devices share always count 0.
 */
export function checkUsed(
  used: z.infer<typeof usedBody>,
  known: Known,
  site: Site,
): { readonly counter: number } | null {
  if (!fits(used.clientData, used.authenticator, 'webauthn.get', site)) return null;
  const key = keyOf(known.public_key, known.algorithm);
  if (key === null) return null;
  const signed = Buffer.concat([used.authenticator, createHash('sha256').update(used.clientData).digest()]);
  const digest = known.algorithm === -8 ? null : 'sha256';
  if (!verify(digest, signed, key, used.signature)) return null;
  const counter = counterOf(used.authenticator);
  return (counter !== 0 || known.counter !== 0) && counter <= known.counter ? null : { counter };
}
