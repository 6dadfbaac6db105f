/** Takes content out of everything WhatsApp wraps around it, however deep, and notes what the wrappers told. */
import type { proto } from '@whiskeysockets/baileys';

/** Fields of a message that only hold another message. */
const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'editedMessage',
  'deviceSentMessage',
  'associatedChildMessage',
  'groupMentionedMessage',
  'groupStatusMessage',
  'groupStatusMessageV2',
  'statusMentionMessage',
  'groupStatusMentionMessage',
  'lottieStickerMessage',
  'botInvokeMessage',
  'botTaskMessage',
  'botForwardedMessage',
  'eventCoverImage',
  'pollCreationOptionImageMessage',
  'pollCreationMessageV4',
  'statusAddYours',
  'limitSharingMessage',
  'questionMessage',
  'questionReplyMessage',
] as const satisfies readonly (keyof proto.IMessage)[];
type Wrapper = (typeof WRAPPERS)[number];

export interface Unwrapped {
  readonly content: proto.IMessage;
  readonly wrappers: ReadonlySet<Wrapper>;
  /** Context that belongs to the message and not to its kind of content: album, secrets. Outermost first. */
  readonly infos: readonly proto.IMessageContextInfo[];
  /** Wrapped so often that nobody does it by accident. */
  readonly tooDeep: boolean;
}

const DEEPEST = 16;

export function unwrap(message: proto.IMessage): Unwrapped {
  const wrappers = new Set<Wrapper>();
  const infos: proto.IMessageContextInfo[] = [];
  let content = message;
  for (let depth = 0; depth < DEEPEST; depth++) {
    if (content.messageContextInfo) infos.push(content.messageContextInfo);
    const wrapper = WRAPPERS.find((w) => content[w] !== null && content[w] !== undefined);
    const inner = wrapper && content[wrapper]?.message;
    if (!wrapper || !inner) {
      if (wrapper) wrappers.add(wrapper);
      return { content, wrappers, infos, tooDeep: false };
    }
    wrappers.add(wrapper);
    content = inner;
  }
  return { content, wrappers, infos, tooDeep: true };
}
