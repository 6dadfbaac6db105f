/**
 * Who may talk to the console. It has no sign-in on this machine, so what protects it is that no other site can
 * reach it through the visitor's browser: a foreign Host (DNS rebinding) or Origin (CSRF) is refused.
 */
import type { MiddlewareHandler } from 'hono';
import type { ApiProblem } from './wire.js';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

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
  c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
};

const refuse = (error: string, detail: string): ApiProblem => ({ error, detail });

/** With `anyHost` (a console opened on purpose to other machines) only the Origin is compared with the Host. */
export const sameOrigin =
  (anyHost: boolean): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!anyHost && !LOCAL.test(host))
      return c.json(refuse('wrong-host', 'Open the console as http://localhost or http://127.0.0.1.'), 403);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const origin = c.req.header('origin');
      if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
        return c.json(refuse('wrong-origin', 'This request comes from another site.'), 403);
      const site = c.req.header('sec-fetch-site');
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return c.json(refuse('wrong-origin', 'This request comes from another site.'), 403);
    }
    return next();
  };
