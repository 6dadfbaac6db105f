/**
 * WhatsApp sends a message again until its receipt has come, and Baileys sends the receipt before it hands the message
 * over: whoever dies in between has lost it. So a message is taken here, at the moment at which it is decrypted and before
 * the keys move on. Until it is taken there is no receipt; killed before, it comes again and can be decrypted again.
 */
import {
  type BaileysEventEmitter,
  type BaileysEventMap,
  type BinaryNode,
  cleanMessage,
  DEFAULT_CONNECTION_CONFIG,
  decodeMessageNode,
  getAllBinaryNodeChildren,
  proto,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';

/** Resolves once the message is safe; as long as it doesn't, nothing is confirmed. `offline`: it had waited at WhatsApp. */
export type TakeMessage = (message: WAMessage, offline: boolean) => Promise<void>;

export interface BeforeReceipt {
  /** For the settings of the socket. */
  readonly makeSignalRepository: SocketConfig['makeSignalRepository'];
  /** To be called before anything comes in. */
  watch(ws: WASocket['ws']): void;
}

/** `me`: the number's own addresses, once it is linked. */
export function beforeReceipt(
  take: TakeMessage,
  me: () => { readonly id: string; readonly lid?: string } | undefined,
): BeforeReceipt {
  /** Which stanza a sealed content stands in. */
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();
  /** A stanza for a group may carry its sender's key and the message apart. */
  const contents = new WeakMap<BinaryNode, proto.IMessage>();

  return {
    watch(ws) {
      ws.prependListener('CB:message', (stanza: BinaryNode) => {
        for (const part of getAllBinaryNodeChildren(stanza))
          if (part.tag === 'enc' && part.content instanceof Uint8Array) stanzas.set(part.content, stanza);
      });
    },
    makeSignalRepository(auth, logger, findLids) {
      const signal = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, findLids);
      const keys = auth.keys as SignalKeyStoreWithTransaction;
      /** Decrypting takes part in this transaction of keys: they are written when all of it is done. */
      const open = (sealed: Uint8Array, lock: string, decrypt: () => Promise<Uint8Array>) =>
        keys.transaction(async () => {
          const bytes = await decrypt();
          const stanza = stanzas.get(sealed);
          const message = stanza && read(stanza, bytes, contents, me());
          if (message) await take(message, stanza.attrs.offline !== undefined);
          return bytes;
        }, lock);
      return {
        ...signal,
        decryptGroupMessage: (o) => open(o.msg, o.group, () => signal.decryptGroupMessage(o)),
        decryptMessage: (o) => open(o.ciphertext, o.jid, () => signal.decryptMessage(o)),
      };
    },
  };
}

/**
 * Hears an event when it happens. Baileys keeps events back for a moment and joins some of them, and meanwhile it confirms
 * what is not encrypted: the notes of who came and went.
 */
export function atOnce<T extends keyof BaileysEventMap>(
  events: BaileysEventEmitter,
  name: T,
  listener: (data: BaileysEventMap[T]) => void,
): void {
  const emit = events.emit.bind(events);
  events.emit = (event, data) => {
    if ((event as keyof BaileysEventMap) === name) listener(data as unknown as BaileysEventMap[T]);
    return emit(event, data);
  };
}

/** The message as Baileys will hand it over. Null: there is no message in it (yet), or Baileys can't read it either. */
function read(
  stanza: BinaryNode,
  bytes: Uint8Array,
  contents: WeakMap<BinaryNode, proto.IMessage>,
  me: ReturnType<Parameters<typeof beforeReceipt>[1]>,
): WAMessage | null {
  if (!me) return null;
  try {
    const decoded = proto.Message.decode(unpadRandomMax16(bytes));
    const content = { ...contents.get(stanza), ...(decoded.deviceSentMessage?.message ?? decoded) };
    contents.set(stanza, content);
    const { senderKeyDistributionMessage: _key, messageContextInfo: _info, ...said } = content;
    if (Object.keys(said).length === 0) return null;
    const { fullMessage } = decodeMessageNode(stanza, me.id, me.lid ?? '');
    fullMessage.message = content as proto.Message;
    cleanMessage(fullMessage, me.id, me.lid ?? '');
    return fullMessage;
  } catch {
    return null;
  }
}
