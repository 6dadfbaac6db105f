/** Passkeys in the browser: what the server asks goes to the device, what the device answers goes to the server. */
import type { PasskeyAsked, PasskeyWanted } from '../../office/wire.js';
import { ApiError } from '../api.js';
import { ask } from './ask.js';

/** Whether this browser, at this address, knows passkeys. */
export const knowsPasskeys = (): boolean => isSecureContext && 'PublicKeyCredential' in window;

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/={1,2}$/, '');

/** The person closed the device's question, let it run out, or the device has no passkey to offer. */
const taken = <T>(call: Promise<T>): Promise<T> =>
  call.catch((error: unknown) => {
    throw new ApiError((error as Error).name === 'InvalidStateError' ? 'passkey-known' : 'passkey-not-given');
  });

/** Makes a passkey on this device for whoever is signed in. Throws ApiError. */
export async function makePasskey(): Promise<void> {
  const wanted = await ask<PasskeyWanted>('POST', '/account/passkeys/ask', {});
  const made = (await taken(
    navigator.credentials.create({
      publicKey: {
        challenge: fromText(wanted.challenge),
        rp: { id: wanted.rpId, name: 'Garde-fou' },
        user: { id: fromText(wanted.handle), name: wanted.name, displayName: wanted.name },
        pubKeyCredParams: wanted.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: wanted.known.map((id) => ({ type: 'public-key', id: fromText(id) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      },
    }),
  )) as PublicKeyCredential | null;
  const answer = made?.response as AuthenticatorAttestationResponse | undefined;
  const key = answer?.getPublicKey();
  if (!made || !answer || !key) throw new ApiError('passkey-not-given');
  await ask('POST', '/account/passkeys', {
    id: made.id,
    clientData: toText(answer.clientDataJSON),
    authenticator: toText(answer.getAuthenticatorData()),
    publicKey: toText(key),
    algorithm: answer.getPublicKeyAlgorithm(),
  });
}

/** Signs in with a passkey of this device. Throws ApiError. */
export async function enterWithPasskey(): Promise<void> {
  const { challenge, rpId } = await ask<PasskeyAsked>('POST', '/sign-in/passkey/ask', {});
  const used = (await taken(
    navigator.credentials.get({
      publicKey: { challenge: fromText(challenge), rpId, userVerification: 'required' },
    }),
  )) as PublicKeyCredential | null;
  if (!used) throw new ApiError('passkey-not-given');
  const answer = used.response as AuthenticatorAssertionResponse;
  await ask('POST', '/sign-in/passkey', {
    id: used.id,
    clientData: toText(answer.clientDataJSON),
    authenticator: toText(answer.authenticatorData),
    signature: toText(answer.signature),
  });
}
