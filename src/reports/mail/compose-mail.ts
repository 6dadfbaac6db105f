/** What an e-mail with a digest says: the short lines as text, the whole as HTML and as a PDF beside it. */
import type { Translate } from '../../engine/render.js';
import type { MailRow } from '../../store/mails.js';
import type { Store } from '../../store/store.js';
import { digestSentences } from '../digest/compose-digest.js';
import { gatherDigest } from '../digest/gather-digest.js';
import { parseFileRef } from '../file-ref.js';
import type { ReportFiles } from '../read-file.js';
import type { MailContent } from './mail-worker.js';

/** Throws when what it was to say is gone. */
export async function composeMail(
  mail: MailRow,
  store: Store,
  files: ReportFiles,
  translate: Translate,
): Promise<MailContent> {
  const ref = parseFileRef(mail.ref);
  const group = store.groups.byId(mail.group);
  if (ref?.what !== 'digest' || !group) throw new Error('nothing is known of what this e-mail was to say');
  const data = gatherDigest(store, group, ref.from, ref.to, mail.lang);
  const html = await files.readFile(`${mail.ref}:html:${mail.lang}`);
  return {
    subject: translate({ key: 'digest.mail-subject', params: { group: group.title } }, mail.lang),
    text: `${digestSentences(data)
      .map((s) => translate(s, mail.lang))
      .join('\n')}\n`,
    html: Buffer.from(html).toString('utf8'),
    attachment: {
      name: `garde-fou-${new Date(ref.to).toISOString().slice(0, 10)}.pdf`,
      bytes: await files.readFile(`${mail.ref}:pdf:${mail.lang}`),
    },
  };
}
