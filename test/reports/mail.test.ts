import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMail } from '../../src/reports/mail/compose-mail.js';
import { type MailWorker, mailWorker } from '../../src/reports/mail/mail-worker.js';
import { smtpSettings } from '../../src/reports/mail/smtp-settings.js';
import { infraction, type Office, office } from './office.js';
import { smtpServer } from './smtp-server.js';

const MINUTE = 60_000;

describe('digests by e-mail', () => {
  let o: Office;
  let server: Awaited<ReturnType<typeof smtpServer>>;
  let worker: MailWorker;
  beforeEach(async () => {
    o = office({ mail: true });
    server = await smtpServer();
    worker = mailWorker({
      store: o.store,
      smtp: {
        host: '127.0.0.1',
        port: server.port,
        secure: false,
        auth: null,
        from: 'bot@plp.example',
        plain: true,
      },
      clock: o.now,
      compose: (mail) =>
        composeMail(mail, o.store, o.files, (s) => `${s.key} ${JSON.stringify(s.params ?? {})}`),
    });
    await o.engine.start();
    o.order('cora', 'digest', { cadence: 'daily', hour: '8', email: 'cora@example.org' });
    infraction(o, 'anne');
    await o.goTo(o.now() + 12 * 3_600_000);
  });
  afterEach(async () => {
    await worker.stop();
    await server.close();
    await o.close();
  });
  const row = () =>
    o.store.db.prepare('SELECT status, reason, address, attempts FROM mails').get() as {
      status: string;
      reason: string | null;
      address: string | null;
      attempts: number;
    };

  it('arrive once, with the whole and its PDF, and the address is forgotten', async () => {
    await worker.run();
    await worker.run();
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail!.to).toEqual(['RCPT TO:<cora@example.org>']);
    expect(mail!.data).toMatch(/^Message-ID: <[0-9a-f]{32}@plp\.example>/im);
    expect(mail!.data).toMatch(/Auto-Submitted: auto-generated/i);
    expect(mail!.data).toContain('application/pdf');
    expect(row()).toMatchObject({ status: 'done', address: null });
  });

  it('are tried again when the server is busy, with the same number', async () => {
    server.refuse('later');
    await worker.run();
    expect(server.received).toHaveLength(0);
    expect(row()).toMatchObject({ status: 'waiting', attempts: 1 });
    server.refuse('no');
    await worker.run();
    expect(server.received).toHaveLength(0);
    o.pass(2 * 60);
    await worker.run();
    expect(server.received).toHaveLength(1);
  });

  it('are given up where nobody has that address', async () => {
    server.refuse('address');
    await worker.run();
    expect(row()).toMatchObject({ status: 'impossible', address: null });
  });

  it('wait for a server that is away, then give up', async () => {
    await server.close();
    await worker.run();
    expect(row().status).toBe('waiting');
    o.pass((4 * 24 * 60 * MINUTE) / 1000);
    await worker.run();
    expect(row().status).toBe('impossible');
    server = await smtpServer();
  });

  it('are not sent to somebody who was erased', async () => {
    o.store.erasePerson(o.person('cora'), o.now());
    await worker.run();
    expect(server.received).toHaveLength(0);
    expect(row()).toMatchObject({ status: 'impossible', reason: 'erased', address: null });
  });
});

describe('mail settings', () => {
  const env = (GARDE_FOU_SMTP: string, GARDE_FOU_SMTP_FROM = 'bot@plp.example') => ({
    GARDE_FOU_SMTP,
    GARDE_FOU_SMTP_FROM,
  });

  it('are absent, or whole', () => {
    expect(smtpSettings({})).toBeNull();
    expect(smtpSettings(env('smtps://a%40b:s%3Acret@mail.example'))).toEqual({
      host: 'mail.example',
      port: 465,
      secure: true,
      auth: { user: 'a@b', pass: 's:cret' },
      from: 'bot@plp.example',
      plain: false,
    });
  });

  it('never go in the clear but to this machine', () => {
    expect(smtpSettings(env('smtp://mail.example'))).toMatchObject({
      port: 587,
      secure: false,
      plain: false,
    });
    expect(smtpSettings(env('smtp://127.0.0.1:2525'))).toMatchObject({ plain: true });
  });

  it('with a mistake are told by their name, never with the password', () => {
    for (const wrong of [
      env('mail.example:s3cret'),
      env('ftp://a:s3cret@b'),
      env('smtps://a:s3cret@b', 'nobody'),
    ]) {
      expect(() => smtpSettings(wrong)).toThrow(/^GARDE_FOU_SMTP/);
      expect(() => smtpSettings(wrong)).not.toThrow(/s3cret/);
    }
    expect(() => smtpSettings({ GARDE_FOU_SMTP: 'smtps://b' })).toThrow('GARDE_FOU_SMTP_FROM is not set.');
  });
});
