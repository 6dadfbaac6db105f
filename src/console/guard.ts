/**
 * Who may talk to the console. It has no sign-in on this machine, so what protects it is that no other site can
 * reach it through the visitor's browser: a foreign Host (DNS rebinding) or Origin (CSRF) is refused.
 */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { MiddlewareHandler } from 'hono';
import type { ApiProblem } from './wire.js';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * An address, or this machine's own name. A stranger's page can make its own name point here (DNS rebinding), but
 * never an address or a name that isn't its own: so these are safe on a console that other machines may open.
 */
export function isAddressOrOwnName(host: string, own: string = hostname()): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  if (name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
  const short = own.toLowerCase().replace(/\..*$/, '');
  return short !== '' && [own.toLowerCase(), short, `${short}.local`].includes(name);
}

/** `frame-ancestors 'none'` and friends: the page needs nothing that it doesn't bring itself. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // A document brings a stricter one of its own.
  if (!c.res.headers.has('Content-Security-Policy'))
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
};

const refuse = (error: string, detail: string): ApiProblem => ({ error, detail });

/**
 * With `anyHost` (a console opened on purpose to other machines) also its addresses and its own name are served; with
 * `publicUrl` (a proxy with TLS before it) that name, whose requests say https.
 */
export function sameOrigin(anyHost: boolean, publicUrl?: string): MiddlewareHandler {
  const known = publicUrl === undefined ? null : new URL(publicUrl);
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const isKnown = known !== null && host === known.host;
    if (!isKnown && !(anyHost ? isAddressOrOwnName(host) : LOCAL.test(host)))
      return c.json(
        refuse(
          'wrong-host',
          anyHost
            ? 'Open the console by the address of its machine (numbers, no other name).'
            : 'Open the console as http://localhost or http://127.0.0.1.',
        ),
        403,
      );
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const origin = c.req.header('origin');
      const own = isKnown ? [known.origin] : [`http://${host}`, `https://${host}`];
      if (origin !== undefined && !own.includes(origin))
        return c.json(refuse('wrong-origin', 'This request comes from another site.'), 403);
      const site = c.req.header('sec-fetch-site');
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return c.json(refuse('wrong-origin', 'This request comes from another site.'), 403);
    }
    return next();
  };
}
