/**
 * Sends the e-mails that wait, one after the other. What one says is made when it is sent; a server that is away is tried
 * again, ever more slowly; an address that is refused is given up. A message has the same number at every attempt, so that
 * a mailbox can tell a second copy by it, should the process be killed between sending and noting it.
 */
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { type Log, silent } from '../../engine/log.js';
import type { MailRow } from '../../store/mails.js';
import type { Store } from '../../store/store.js';
import type { SmtpSettings } from './smtp-settings.js';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment: { readonly name: string; readonly bytes: Uint8Array } | null;
}

export interface MailWorker {
  /** Sends what is due; resolves when nothing more is. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const MINUTE = 60_000;
const GIVE_UP_AFTER = 3 * 24 * 60 * MINUTE;
const LOOK_EVERY = 30_000;
const FORGET_AFTER = 90 * 24 * 60 * MINUTE;

/** 1, 2, 4 … minutes, six hours at most. */
const backOff = (attempts: number): number => Math.min(2 ** attempts * MINUTE, 6 * 60 * MINUTE);

export function mailWorker(deps: {
  readonly store: Store;
  readonly smtp: SmtpSettings;
  readonly compose: (mail: MailRow) => Promise<MailContent>;
  readonly clock?: () => number;
  readonly log?: Log;
}): MailWorker {
  const { store, smtp, clock = Date.now, log = silent } = deps;
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: !smtp.secure && !smtp.plain,
    ignoreTLS: smtp.plain,
    ...(smtp.auth ? { auth: smtp.auth } : {}),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    // Nothing that a message holds may make the program read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> | null = null;

  async function send(mail: MailRow): Promise<void> {
    const content = await deps.compose(mail);
    const id = createHash('sha256').update(mail.key).digest('hex').slice(0, 32);
    await transport.sendMail({
      from: smtp.from,
      to: { name: '', address: mail.address },
      messageId: `<${id}@${smtp.from.split('@')[1]}>`,
      subject: content.subject,
      text: content.text,
      html: content.html,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(content.attachment === null
        ? {}
        : {
            attachments: [
              {
                filename: content.attachment.name,
                content: Buffer.from(content.attachment.bytes),
                contentType: 'application/pdf',
              },
            ],
          }),
    });
  }

  async function attempt(mail: MailRow): Promise<void> {
    try {
      await send(mail);
      store.mails.end(mail.id, 'done', null, clock());
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      const reason = code ?? 'error';
      const refused = responseCode !== undefined && responseCode >= 500 && code === 'EENVELOPE';
      const now = clock();
      if (refused || now - mail.created_at >= GIVE_UP_AFTER) {
        store.mails.end(
          mail.id,
          'impossible',
          refused ? `refused:${responseCode}` : `gave-up:${reason}`,
          now,
        );
        log.error({ mail: mail.id, group: mail.group, reason }, 'an e-mail could not be sent');
      } else {
        store.mails.putOff(mail.id, now + backOff(mail.attempts), reason);
        log.warn({ mail: mail.id, reason }, 'the mail server did not take an e-mail; it is tried again');
      }
    }
  }

  async function drain(): Promise<void> {
    for (;;) {
      const due = store.mails.due(clock());
      if (due.length === 0) {
        store.mails.forget(clock() - FORGET_AFTER);
        return;
      }
      for (const mail of due) await attempt(mail);
    }
  }

  const run = (): Promise<void> => {
    busy ??= drain().finally(() => {
      busy = null;
    });
    return busy;
  };
  const look = (): void => {
    void run().catch((error) => log.error({ error: String(error) }, 'e-mails could not be worked through'));
    if (running) timer = setTimeout(look, LOOK_EVERY).unref();
  };
  return {
    run,
    start() {
      if (running) return;
      running = true;
      look();
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await busy;
      transport.close();
    },
  };
}
