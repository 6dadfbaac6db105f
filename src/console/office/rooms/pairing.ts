/** Linking a phone from the Machine room: what `garde-fou setup whatsapp` does in the terminal, for whoever has no terminal. */
import { z } from 'zod';
import { phoneDigits } from '../../../channels/whatsapp/phone-digits.js';
import { notFound, read, refuse } from '../../http.js';
import { linksPhone, statusOf } from '../channel-status.js';
import type { Office, OfficeApp } from '../context.js';
import { Rate } from '../sign-in/rate.js';
import { needOperator } from '../viewer.js';

const body = z.strictObject({
  /** The phone that gets a code to type; absent: a QR code to scan. */
  number: z.string().trim().min(1).max(30).optional(),
  /** What WhatsApp's terms say was read (docs/WHATSAPP.md). */
  termsRead: z.literal(true),
});
const QUARTER = 15 * 60_000;

export function pairingRoutes(app: OfficeApp, office: Office): void {
  // Asking again and again is what gets a number blocked.
  const begun = new Rate(6, QUARTER, Date.now);
  app.post('/operator/channels/:name/pair', async (c) => {
    const viewer = c.get('viewer');
    needOperator(viewer);
    const { number } = await read(c.req.raw, body);
    const channel = office.channels.find((ch) => ch.name === c.req.param('name'));
    if (!channel || !linksPhone(channel)) throw notFound('No phone is linked to this channel.');
    const digits = number === undefined ? undefined : phoneDigits(number);
    if (digits === null)
      throw refuse(400, 'wrong-number', 'Write the number with its country code: +32 470 12 34 56.');
    if (!begun.allow(channel.name))
      throw refuse(429, 'too-many', 'Too many attempts; wait a quarter of an hour.');
    const done = await channel.pair(digits === undefined ? {} : { number: digits });
    if (!done && !statusOf(channel).problem)
      throw refuse(409, 'already-linked', 'A phone is linked already, and nothing is wrong with it.');
    office.log.note(viewer, 'linked-phone');
    office.news('operator');
    return c.json({ begun: done });
  });
}
