/** Under which name passkeys know this console: a name that the browser trusts, never a number. */
import type { Context } from 'hono';
import { refuse } from '../../http.js';
import type { Site } from './webauthn.js';

/** Null at an address for which browsers make no passkeys. The guard has let no strange name come this far. */
export function siteAt(c: Context, publicUrl: string | undefined): Site | null {
  const host = c.req.header('host') ?? '';
  if (publicUrl !== undefined) {
    const known = new URL(publicUrl);
    if (known.protocol === 'https:' && known.host === host)
      return { rpId: known.hostname, origin: known.origin };
  }
  return /^localhost(?::\d+)?$/.test(host) ? { rpId: 'localhost', origin: `http://${host}` } : null;
}

/** Throws 409 where there is none. */
export function siteOf(c: Context, publicUrl: string | undefined): Site {
  const site = siteAt(c, publicUrl);
  if (site === null) throw refuse(409, 'no-passkey-here', 'Passkeys need https or localhost.');
  return site;
}
