/** Unwrapped content → its words, and the name of what is neither words nor picture. Nothing falls through. */
import type { proto } from '@whiskeysockets/baileys';

export interface Said {
  readonly text: string;
  /** A kind without text or picture; `unknown:…` waits for a person. */
  readonly other?: string;
}

const LONGEST = 200_000;
type Part = string | null | undefined;
const lines = (...parts: readonly Part[]): string =>
  parts
    .filter((p): p is string => typeof p === 'string' && p !== '')
    .join('\n')
    .slice(0, LONGEST);

/**
 * Kinds that say nothing to the group: keys, receipts of votes, pins, the frame of an album whose parts follow. A
 * reaction that only other phones can read says nothing either. Ignored knowingly; whatever is not in this list is not.
 */
const NOISE: ReadonlySet<string> = new Set([
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'pollUpdateMessage',
  'encReactionMessage',
  'encEventResponseMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'albumMessage',
  'stickerSyncRmrMessage',
  'requestPhoneNumberMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'callLogMesssage',
  'call',
  'bcallMessage',
  'chat',
  'deviceSentMessage',
]);

/** Fields that go with every kind of content. */
const EMPTY: ReadonlySet<string> = new Set([
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
]);

type Reader = (content: proto.IMessage) => Said | null;
const present = <K extends keyof proto.IMessage>(
  field: K,
  read: (value: NonNullable<proto.IMessage[K]>) => Said,
): Reader => {
  return (content) => {
    const value = content[field];
    return value === null || value === undefined ? null : read(value as NonNullable<proto.IMessage[K]>);
  };
};
const poll = (p: proto.Message.IPollCreationMessage): Said => ({
  text: lines(p.name, ...(p.options ?? []).map((o) => o.optionName)),
  other: 'poll',
});

const READERS: readonly Reader[] = [
  present('conversation', (text) => ({ text: lines(text) })),
  present('extendedTextMessage', (m) => ({ text: lines(m.text) })),
  present('imageMessage', (m) => ({ text: lines(m.caption) })),
  present('videoMessage', (m) => ({ text: lines(m.caption) })),
  present('ptvMessage', (m) => ({ text: lines(m.caption) })),
  present('audioMessage', () => ({ text: '' })),
  present('stickerMessage', () => ({ text: '' })),
  present('documentMessage', (m) => ({ text: lines(m.caption) })),
  present('contactMessage', (m) => ({ text: lines(m.displayName), other: 'contact' })),
  present('contactsArrayMessage', (m) => ({
    text: lines(...(m.contacts ?? []).map((c) => c.displayName)),
    other: 'contact',
  })),
  present('locationMessage', (m) => ({ text: lines(m.name, m.address, m.comment), other: 'location' })),
  present('liveLocationMessage', (m) => ({ text: lines(m.caption), other: 'location' })),
  present('pollCreationMessage', poll),
  present('pollCreationMessageV2', poll),
  present('pollCreationMessageV3', poll),
  present('pollCreationMessageV5', poll),
  present('pollResultSnapshotMessage', (m) => ({
    text: lines(m.name, ...(m.pollVotes ?? []).map((v) => v.optionName)),
    other: 'poll',
  })),
  present('eventMessage', (m) => ({
    text: lines(m.name, m.description, m.location?.name, m.location?.address),
    other: 'event',
  })),
  present('groupInviteMessage', (m) => ({ text: lines(m.groupName, m.caption), other: 'group-invite' })),
  // The words of buttons are read like any other; what they answer was a message of its own.
  present('buttonsMessage', (m) => ({
    text: lines(
      m.text,
      m.contentText,
      m.footerText,
      ...(m.buttons ?? []).map((b) => b.buttonText?.displayText),
    ),
    other: 'interactive',
  })),
  present('templateMessage', (m) => {
    const t = m.hydratedTemplate ?? m.hydratedFourRowTemplate;
    return {
      text: lines(t?.hydratedTitleText, t?.hydratedContentText, t?.hydratedFooterText),
      other: 'interactive',
    };
  }),
  present('listMessage', (m) => ({
    text: lines(
      m.title,
      m.description,
      m.footerText,
      ...(m.sections ?? []).flatMap((s) => [
        s.title,
        ...(s.rows ?? []).flatMap((r) => [r.title, r.description]),
      ]),
    ),
    other: 'interactive',
  })),
  present('interactiveMessage', (m) => ({
    text: lines(
      m.header?.title,
      m.header?.subtitle,
      m.body?.text,
      m.footer?.text,
      ...(m.carouselMessage?.cards ?? []).flatMap((c) => [c.header?.title, c.body?.text]),
    ),
    other: 'interactive',
  })),
  present('buttonsResponseMessage', (m) => ({ text: lines(m.selectedDisplayText) })),
  present('templateButtonReplyMessage', (m) => ({ text: lines(m.selectedDisplayText) })),
  present('listResponseMessage', (m) => ({ text: lines(m.title, m.description) })),
  present('interactiveResponseMessage', (m) => ({ text: lines(m.body?.text) })),
  present('questionResponseMessage', (m) => ({ text: lines(m.text) })),
  present('productMessage', (m) => ({
    text: lines(m.body, m.product?.title, m.product?.description, m.footer),
    other: 'product',
  })),
  present('orderMessage', (m) => ({ text: lines(m.orderTitle, m.message), other: 'product' })),
  present('invoiceMessage', (m) => ({ text: lines(m.note), other: 'payment' })),
  present('sendPaymentMessage', () => ({ text: '', other: 'payment' })),
  present('requestPaymentMessage', () => ({ text: '', other: 'payment' })),
  present('scheduledCallCreationMessage', (m) => ({ text: lines(m.title), other: 'call' })),
  present('stickerPackMessage', (m) => ({ text: lines(m.name, m.caption), other: 'unknown:stickers' })),
];

const isThere = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** What was said; null for noise. Content of a kind unknown here is `unknown:<its name>`. */
export function saidIn(content: proto.IMessage): Said | null {
  for (const read of READERS) {
    const said = read(content);
    if (said) return said;
  }
  // Own fields only: a decoded message inherits an empty value for every field there is.
  const fields = Object.keys(content).filter((f) => isThere(content[f as keyof proto.IMessage]));
  const strange = fields.find((f) => !NOISE.has(f));
  if (strange !== undefined)
    return { text: '', other: `unknown:${strange.replace(/Message$/, '')}`.slice(0, 64) };
  // A kind that is newer than this program leaves nothing behind but the secret that goes with what people write.
  const secret = content.messageContextInfo?.messageSecret?.length;
  return fields.length === 0 || (secret && fields.every((f) => EMPTY.has(f)))
    ? { text: '', other: 'unknown:empty' }
    : null;
}
