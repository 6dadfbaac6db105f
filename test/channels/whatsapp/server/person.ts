/** A member with a phone: Signal keys of their own, and what they see of each chat. */
import {
  addTransactionCapability,
  type BinaryNode,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeBigEndian,
  encodeWAMessage,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  unpadRandomMax16,
  xmppPreKey,
  xmppSignedPreKey,
} from '@whiskeysockets/baileys';
import { quietLogger } from '../../../../src/channels/whatsapp/quiet-logger.js';
import { bytesOf, childOf, childrenOf, node } from './nodes.js';

/** A message as it shows on a phone. */
export interface Shown {
  readonly id: string;
  /** A person's name, or `bot`. */
  readonly from: string;
  content: proto.IMessage;
  deleted: boolean;
}

function memoryKeys() {
  const kept = new Map<string, unknown>();
  return {
    forget(...types: string[]) {
      for (const key of [...kept.keys()]) if (types.includes(key.split(' ')[0]!)) kept.delete(key);
    },
    get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = kept.get(`${type} ${id}`);
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set(data: SignalDataSet) {
      for (const [type, entries] of Object.entries(data))
        for (const [id, value] of Object.entries(entries ?? {}))
          if (value === null) kept.delete(`${type} ${id}`);
          else kept.set(`${type} ${id}`, value);
    },
  };
}

export class Person {
  readonly creds = initAuthCreds();
  readonly #store = memoryKeys();
  readonly #keys = addTransactionCapability(this.#store, quietLogger, {
    maxCommitRetries: 1,
    delayBetweenTriesMs: 0,
  });
  readonly #signal = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
    { creds: this.creds, keys: this.#keys },
    quietLogger,
  );
  readonly #introduced = new Set<string>();
  readonly #seen: Map<string, Shown[]> = new Map();
  #preKeys = 0;

  constructor(
    readonly name: string,
    /** …@s.whatsapp.net */
    readonly number: string,
    /** …@lid */
    readonly lid: string,
  ) {}

  /** What this phone shows of a chat, oldest first. */
  chat(jid: string): Shown[] {
    let chat = this.#seen.get(jid);
    if (!chat) {
      chat = [];
      this.#seen.set(jid, chat);
    }
    return chat;
  }

  /** A message arrives on this phone. The second one with the same number is dropped, as phones do. */
  show(chat: string, id: string, from: string, content: proto.IMessage): void {
    const shown = this.chat(chat);
    const { protocolMessage: protocol } = content;
    if (protocol?.type === proto.Message.ProtocolMessage.Type.REVOKE) {
      const target = shown.find((m) => m.id === protocol.key?.id);
      if (target) target.deleted = true;
    } else if (protocol?.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) {
      const target = shown.find((m) => m.id === protocol.key?.id);
      const edited = protocol.editedMessage;
      if (target && edited)
        target.content = edited.imageMessage
          ? { imageMessage: { ...target.content.imageMessage, ...edited.imageMessage } }
          : edited;
    } else if (content.reactionMessage) return;
    else if (!shown.some((m) => m.id === id && m.from === from))
      shown.push({ id, from, content, deleted: false });
  }

  /** Keys with which somebody may begin a session with this phone. */
  async bundle(jid: string): Promise<BinaryNode> {
    const id = ++this.#preKeys;
    const preKey = Curve.generateKeyPair();
    await this.#keys.set({ 'pre-key': { [id]: preKey } });
    return node('user', { jid }, [
      node('registration', {}, encodeBigEndian(this.creds.registrationId)),
      node('type', {}, Buffer.of(5)),
      node('identity', {}, Buffer.from(this.creds.signedIdentityKey.public)),
      xmppSignedPreKey(this.creds.signedPreKey),
      xmppPreKey(preKey, id),
    ]);
  }

  get introduced(): boolean {
    return this.#introduced.has('bot');
  }

  /** Begins a session with the bot's device. */
  async begin(bot: string, session: Parameters<typeof this.inject>[1]): Promise<void> {
    await this.inject(bot, session);
    this.#introduced.add('bot');
  }

  inject(
    jid: string,
    session: Parameters<(typeof this.signal)['injectE2ESession']>[0]['session'],
  ): Promise<void> {
    return this.#signal.injectE2ESession({ jid, session });
  }

  get signal() {
    return this.#signal;
  }

  async encryptFor(bot: string, message: proto.IMessage): Promise<BinaryNode> {
    const { type, ciphertext } = await this.#signal.encryptMessage({
      jid: bot,
      data: encodeWAMessage(message),
    });
    return node('enc', { v: '2', type }, ciphertext);
  }

  /** For a group: the sender key first, to a bot that does not have it yet. */
  async encryptForGroup(group: string, bot: string, message: proto.IMessage): Promise<BinaryNode[]> {
    const { ciphertext, senderKeyDistributionMessage } = await this.#signal.encryptGroupMessage({
      group,
      meId: this.number,
      data: encodeWAMessage(message),
    });
    const sealed = node('enc', { v: '2', type: 'skmsg' }, ciphertext);
    if (this.#introduced.has(group)) return [sealed];
    this.#introduced.add(group);
    const key = await this.encryptFor(bot, {
      senderKeyDistributionMessage: {
        groupId: group,
        axolotlSenderKeyDistributionMessage: senderKeyDistributionMessage,
      },
    });
    return [key, sealed];
  }

  /** A new phone, or a broken one: what was agreed with the bot is gone. */
  loseKeys(): void {
    this.#store.forget('sender-key', 'session');
    this.#introduced.clear();
  }

  /** The bot's device was linked anew: it knows none of our keys. */
  forgetSessions(): void {
    this.#introduced.clear();
  }

  async #open(bot: string, enc: BinaryNode): Promise<proto.IMessage> {
    const bytes = await this.#signal.decryptMessage({
      jid: bot,
      type: enc.attrs.type as 'pkmsg' | 'msg',
      ciphertext: bytesOf(enc),
    });
    return proto.Message.decode(unpadRandomMax16(bytes));
  }

  /** Reads a message of the bot, as every phone must be able to. Null: there is nothing in it for this phone. */
  async read(bot: string, stanza: BinaryNode): Promise<proto.IMessage | null> {
    const chat = stanza.attrs.to!;
    const mine = childrenOf(childOf(stanza, 'participants'), 'to').find((to) =>
      [this.number, this.lid].includes(to.attrs.jid!),
    );
    const direct = mine ? await this.#open(bot, childOf(mine, 'enc')!) : null;
    if (direct?.senderKeyDistributionMessage)
      await this.#signal.processSenderKeyDistributionMessage({
        authorJid: bot,
        item: direct.senderKeyDistributionMessage,
      });
    const sealed = childrenOf(stanza, 'enc').find((e) => e.attrs.type === 'skmsg');
    if (!sealed) return direct;
    const bytes = await this.#signal.decryptGroupMessage({
      group: chat,
      authorJid: bot,
      msg: bytesOf(sealed),
    });
    return proto.Message.decode(unpadRandomMax16(bytes));
  }
}
