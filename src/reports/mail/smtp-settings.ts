/** How e-mail leaves: from the environment, so that no password stands in a file of ours. */
import { z } from 'zod';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else the connection is upgraded before anything is said. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly from: string;
  /** Plain connections, only to this machine. */
  readonly plain: boolean;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

const envSchema = z.object({
  GARDE_FOU_SMTP: z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), {
      message: 'is not of the form smtps://name:password@host:465 or smtp://host:587',
    }),
  GARDE_FOU_SMTP_FROM: z.email({ message: 'is not an e-mail address' }),
});

/**
 * Null when no mail server is set. Throws an Error that names the variable and never its content, in which a password may stand.
 */
export function smtpSettings(env: NodeJS.ProcessEnv = process.env): SmtpSettings | null {
  if ((env.GARDE_FOU_SMTP ?? '').trim() === '') return null;
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0] ?? 'GARDE_FOU_SMTP');
    throw new Error(env[name] === undefined ? `${name} is not set.` : `${name} ${issue.message}.`);
  }
  const url = new URL(parsed.data.GARDE_FOU_SMTP);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    auth:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    from: parsed.data.GARDE_FOU_SMTP_FROM,
    plain: !secure && LOOPBACK.test(url.hostname),
  };
}
