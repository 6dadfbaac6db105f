/**
 * A WhatsApp for tests, on 127.0.0.1: handshake, pairing, login, the questions a client asks, groups with rights, encrypted
 * messages in both directions. It knows what the channel needs, and refuses what WhatsApp refuses. Where it stops:
 * media are not stored, and nothing is known of how WhatsApp judges numbers.
 */
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  type BinaryNode,
  Curve,
  encodeBigEndian,
  generateSignalPubKey,
  hmacSign,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { bytesOf, childOf, childrenOf, node } from './nodes.js';
import { noiseServer, trustThisServer } from './noise-server.js';
import { Person } from './person.js';
import { listen, type Peer } from './web-socket-server.js';

export const BOT = {
  number: '32490000000:7@s.whatsapp.net',
  lid: '990000000000:7@lid',
  plain: '32490000000@s.whatsapp.net',
  plainLid: '990000000000@lid',
} as const;

export interface Group {
  readonly id: string;
  subject: string;
  mode: 'pn' | 'lid';
  /** Name of a person, or `bot` → their rank. */
  readonly members: Map<string, 'admin' | 'member'>;
  announce: boolean;
  joinApproval: boolean;
  adminAddOnly: boolean;
  locked: boolean;
  invite: string;
  readonly requests: Set<string>;
  deleted: boolean;
}

interface Connection {
  readonly peer: Peer;
  send(n: BinaryNode): void;
  loggedIn: boolean;
}

/** How the server answers instead of doing it, while a test wants so. Null: as usual. */
export type Fault = (stanza: BinaryNode) => 'drop' | 'cut' | { readonly error: string } | null;

export interface Options {
  /** Seconds since 1970. */
  readonly now: () => number;
}

export async function whatsappServer({ now }: Options) {
  trustThisServer();
  const people = new Map<string, Person>();
  const groups = new Map<string, Group>();
  /** The phone of the bot's number: it gets a copy of what its linked device writes privately. */
  const owner = new Person('owner', BOT.plain, BOT.plainLid);
  const received: BinaryNode[] = [];
  const waiters = new Set<() => void>();
  let connection: Connection | null = null;
  /** The linked device: its public keys, as they were registered and uploaded. */
  let linked = false;
  let bundle: BinaryNode | null = null;
  let registration: proto.ClientPayload.IDevicePairingRegistrationData | null = null;
  let fault: Fault = () => null;
  let lost: (answer: BinaryNode) => boolean = () => false;
  let oneFormOnly = false;
  let ids = 0;
  let logins = 0;
  /** What came for the bot while it was away. */
  const offline: BinaryNode[] = [];
  /** Messages for the bot, by their number, until it confirms each: they are sent again when it comes back. */
  const unconfirmed = new Map<string, BinaryNode>();
  let work: Promise<unknown> = Promise.resolve();

  const nextId = (): string => `${randomBytes(8).toString('hex').toUpperCase()}${++ids}`;
  const changed = (): void => {
    for (const look of [...waiters]) look();
  };
  const personBy = (jid: string): Person | undefined => {
    const plain = jid.replace(/:\d+@/, '@');
    return [...people.values()].find((p) => p.number === plain || p.lid === plain);
  };
  const isBot = (jid: string): boolean =>
    [BOT.plain, BOT.plainLid].some((b) => b === jid.replace(/:\d+@/, '@'));

  function push(n: BinaryNode): void {
    if (n.tag === 'message') unconfirmed.set(n.attrs.id!, n);
    if (connection?.loggedIn) connection.send(n);
    else offline.push(n);
  }

  // --- what a client asks ----------------------------------------------------------------------------------

  const participantNode = (group: Group, name: string, rank: string): BinaryNode => {
    const number = name === 'bot' ? BOT.plain : people.get(name)!.number;
    const lid = name === 'bot' ? BOT.plainLid : people.get(name)!.lid;
    const type = rank === 'admin' ? 'admin' : undefined;
    return group.mode === 'lid'
      ? node('participant', { jid: lid, phone_number: number, type })
      : node('participant', { jid: number, lid, type });
  };

  const groupNode = (group: Group): BinaryNode =>
    node(
      'group',
      {
        id: group.id.split('@')[0],
        subject: group.subject,
        s_t: String(now()),
        creation: '1700000000',
        addressing_mode: group.mode,
        size: String(group.members.size),
      },
      [
        ...[...group.members].map(([name, rank]) => participantNode(group, name, rank)),
        ...(group.announce ? [node('announcement')] : []),
        ...(group.locked ? [node('locked')] : []),
        ...(group.joinApproval ? [node('membership_approval_mode')] : []),
        node('member_add_mode', {}, Buffer.from(group.adminAddOnly ? 'admin_add' : 'all_member_add')),
      ],
    );

  const refused = (code: string): BinaryNode[] => [node('error', { code, text: 'refused' })];

  /** Answers to questions about groups; an error's code instead of content when the bot may not. */
  function groupAnswer(iq: BinaryNode): BinaryNode[] {
    const [ask] = childrenOf(iq);
    if (iq.attrs.to === '@g.us')
      return [node('groups', {}, [...groups.values()].filter((g) => g.members.has('bot')).map(groupNode))];
    const group = groups.get(iq.attrs.to!);
    if (!group || group.deleted) return refused('404');
    if (!group.members.has('bot')) return refused('403');
    if (!ask) return refused('400');
    if (ask.tag === 'query') return [groupNode(group)];
    if (group.members.get('bot') !== 'admin') return refused('403');
    const jids = childrenOf(ask, 'participant').map((p) => p.attrs.jid!);
    switch (ask.tag) {
      case 'remove':
        return [
          node(
            'remove',
            {},
            jids.map((jid) => {
              const person = personBy(jid);
              const gone = person && group.members.delete(person.name);
              if (gone) notify(group, 'bot', node('remove', {}, [node('participant', { jid })]));
              return node('participant', { jid, error: gone ? undefined : '404' });
            }),
          ),
        ];
      case 'add':
        return [
          node(
            'add',
            {},
            jids.map((jid) => {
              const person = personBy(jid);
              if (!person) return node('participant', { jid, error: '404' });
              if (person.name.startsWith('Private')) return node('participant', { jid, error: '403' });
              if (person.name.startsWith('Busy')) return node('participant', { jid, error: '429' });
              group.members.set(person.name, 'member');
              notify(group, 'bot', node('add', {}, [node('participant', { jid })]));
              return node('participant', { jid });
            }),
          ),
        ];
      case 'announcement':
      case 'not_announcement':
        group.announce = ask.tag === 'announcement';
        return [];
      case 'member_add_mode':
        group.adminAddOnly = bytesOf(ask).toString() === 'admin_add';
        return [];
      case 'membership_approval_mode':
        group.joinApproval = childOf(ask, 'group_join')?.attrs.state === 'on';
        return [];
      case 'invite':
        if (iq.attrs.type === 'set') group.invite = nextId();
        return [node('invite', { code: group.invite })];
      case 'membership_approval_requests':
        return [
          node(
            'membership_approval_requests',
            {},
            [...group.requests].map((name) =>
              node('membership_approval_request', { jid: jidIn(group, name), request_time: String(now()) }),
            ),
          ),
        ];
      case 'membership_requests_action': {
        const [action] = childrenOf(ask);
        const answers = childrenOf(action, 'participant').map((p) => {
          const person = personBy(p.attrs.jid!);
          if (!person || !group.requests.delete(person.name))
            return node('participant', { jid: p.attrs.jid, error: '404' });
          if (action!.tag === 'approve') {
            group.members.set(person.name, 'member');
            notify(group, 'bot', node('add', {}, [node('participant', { jid: p.attrs.jid })]));
          }
          return node('participant', { jid: p.attrs.jid });
        });
        return [node('membership_requests_action', {}, [node(action!.tag, {}, answers)])];
      }
      default:
        return refused('400');
    }
  }

  const jidIn = (group: Group, name: string): string =>
    name === 'bot'
      ? group.mode === 'lid'
        ? BOT.plainLid
        : BOT.plain
      : people.get(name)![group.mode === 'lid' ? 'lid' : 'number'];

  async function answerTo(iq: BinaryNode): Promise<BinaryNode[]> {
    const { xmlns, type } = iq.attrs;
    const [ask] = childrenOf(iq);
    if (xmlns === 'w:g2') return groupAnswer(iq);
    if (xmlns === 'encrypt' && ask?.tag === 'count') return [node('count', { value: bundle ? '30' : '1' })];
    if (xmlns === 'encrypt' && ask?.tag === 'digest') return [node('digest')];
    if (xmlns === 'encrypt' && type === 'set' && childOf(iq, 'list')) {
      bundle = iq;
      return [];
    }
    if (xmlns === 'encrypt' && ask?.tag === 'key') {
      const users = await Promise.all(
        childrenOf(ask, 'user').map(({ attrs: { jid } }) =>
          (isBot(jid!) ? owner : personBy(jid!))?.bundle(jid!),
        ),
      );
      return [
        node(
          'list',
          {},
          users.filter((u) => u !== undefined),
        ),
      ];
    }
    if (xmlns === 'usync') {
      const list = childrenOf(childOf(ask, 'list'), 'user').map(({ attrs: { jid } }) => {
        const person = personBy(jid!);
        const lid = person?.lid ?? (isBot(jid!) ? BOT.plainLid : undefined);
        const devices = isBot(jid!)
          ? [node('device', { id: '0' }), node('device', { id: '7', 'key-index': '1' })]
          : [node('device', { id: '0' })];
        return node('user', { jid }, [
          node('devices', {}, [node('device-list', {}, devices)]),
          ...(lid ? [node('lid', { val: lid })] : []),
        ]);
      });
      return [node('usync', {}, [node('list', {}, list)])];
    }
    if (xmlns === 'w:m')
      return [
        node('media_conn', { auth: 'a', ttl: '300' }, [
          node('host', { hostname: 'media.invalid', maxContentLengthBytes: '1000' }),
        ]),
      ];
    if (xmlns === 'w:sync:app:state')
      return [
        node(
          'sync',
          {},
          childrenOf(ask, 'collection').map(({ attrs }) =>
            node('collection', { name: attrs.name, version: '0', type: 'result' }),
          ),
        ),
      ];
    if (xmlns === 'abt') return [node('props')];
    if (xmlns === 'privacy' && type === 'get') return [node('privacy')];
    return [];
  }

  // --- what a client says ----------------------------------------------------------------------------------

  /** A phone that can't decrypt a message asks its sender for it again. */
  function askAgain(group: Group, person: Person, { attrs }: BinaryNode): void {
    const retry = node('retry', { count: '1', id: attrs.id, t: String(now()), v: '1' });
    push(
      node(
        'receipt',
        {
          id: attrs.id,
          type: 'retry',
          from: group.id,
          participant: jidIn(group, person.name),
          t: String(now()),
        },
        [retry, node('registration', {}, encodeBigEndian(person.creds.registrationId))],
      ),
    );
  }

  async function onMessage(from: Connection, stanza: BinaryNode): Promise<void> {
    const to = stanza.attrs.to!;
    const ack = (error?: string): void =>
      from.send(node('ack', { class: 'message', id: stanza.attrs.id, from: to, t: String(now()), error }));
    const group = groups.get(to);
    if (group) {
      if (group.deleted) return ack('404');
      const rank = group.members.get('bot');
      if (!rank) return ack('403');
      // Only administrators take out what others wrote, and speak where only they may.
      if (rank !== 'admin' && (stanza.attrs.edit === '8' || group.announce)) return ack('403');
      const unread: Person[] = [];
      for (const name of group.members.keys()) {
        const person = people.get(name);
        if (!person) continue;
        const content = await person.read(BOT.number, stanza).catch(() => 'unreadable' as const);
        if (content === 'unreadable') unread.push(person);
        else if (content) person.show(group.id, stanza.attrs.id!, 'bot', content);
      }
      ack();
      for (const person of unread) askAgain(group, person, stanza);
      return;
    }
    const person = personBy(to);
    if (!person) return ack('404');
    const content = await person.read(BOT.number, stanza);
    if (content) person.show('bot', stanza.attrs.id!, 'bot', content);
    return ack();
  }

  async function onNode(from: Connection, n: BinaryNode): Promise<void> {
    received.push(n);
    const wrong = fault(n);
    const confirms = n.tag === 'receipt' ? n.attrs.type !== 'retry' : n.tag === 'ack';
    if (confirms && wrong === null) unconfirmed.delete(n.attrs.id!);
    if (wrong === 'drop') return;
    if (wrong === 'cut') {
      from.peer.cut();
      return;
    }
    if (n.tag === 'iq' && n.attrs.type !== 'result') {
      if (wrong) {
        from.send(node('iq', { type: 'result', id: n.attrs.id, from: n.attrs.to }, refused(wrong.error)));
        return;
      }
      if (n.attrs.xmlns === 'md' && childOf(n, 'link_code_companion_reg')) {
        from.send(node('iq', { type: 'result', id: n.attrs.id, from: S_WHATSAPP_NET }));
        return;
      }
      const content = await answerTo(n);
      from.send(node('iq', { type: 'result', id: n.attrs.id, from: n.attrs.to ?? S_WHATSAPP_NET }, content));
      if (n.attrs.xmlns === 'passive') {
        const again = [...unconfirmed.values()].filter((m) => !offline.includes(m));
        for (const late of [...again, ...offline.splice(0)])
          from.send({ ...late, attrs: { ...late.attrs, offline: '0' } });
        from.send(node('ib', {}, [node('offline', { count: '0' })]));
      }
    } else if (n.tag === 'message') {
      if (wrong)
        from.send(node('ack', { class: 'message', id: n.attrs.id, from: n.attrs.to, error: wrong.error }));
      else await onMessage(from, n);
    }
  }

  function onPayload(from: Connection, payload: proto.ClientPayload): void {
    if (payload.devicePairingData) {
      registration = payload.devicePairingData;
      from.send(
        node('iq', { type: 'set', id: nextId(), from: S_WHATSAPP_NET, xmlns: 'md' }, [
          node('pair-device', {}, [
            node('ref', {}, Buffer.from('ref-1')),
            node('ref', {}, Buffer.from('ref-2')),
          ]),
        ]),
      );
      return;
    }
    if (!linked) {
      from.send(node('failure', { reason: '401', location: 'test' }));
      from.peer.close();
      return;
    }
    from.loggedIn = true;
    logins++;
    from.send(node('success', { t: String(now()), lid: BOT.lid }));
  }

  const server = await listen((peer) => {
    const noise = noiseServer({
      write: (bytes) => peer.send(bytes),
      onPayload: (payload) => {
        onPayload(self, payload);
        changed();
      },
      onNode: (n) => {
        work = work.then(() => onNode(self, n)).catch((error: unknown) => failures.push(error));
        void work.then(changed);
      },
    });
    const self: Connection = {
      peer,
      send: (n) => {
        const gone = lost(n);
        changed();
        if (!gone) noise.send(n);
      },
      loggedIn: false,
    };
    connection = self;
    return {
      onBytes: (bytes) => void noise.receive(bytes).catch((error: unknown) => failures.push(error)),
      onClose: () => {
        if (connection === self) connection = null;
        changed();
      },
    };
  });

  /** Faults of the emulator itself: a test fails on them. */
  const failures: unknown[] = [];

  function notify(group: Group, actor: string, change: BinaryNode): void {
    const other =
      group.mode === 'lid' ? { participant_pn: numberOf(actor) } : { participant_lid: lidOf(actor) };
    push(
      node(
        'notification',
        {
          type: 'w:gp2',
          from: group.id,
          id: nextId(),
          t: String(now()),
          participant: jidIn(group, actor),
          addressing_mode: group.mode,
          ...other,
        },
        [change],
      ),
    );
  }
  const numberOf = (name: string): string => (name === 'bot' ? BOT.plain : people.get(name)!.number);
  const lidOf = (name: string): string => (name === 'bot' ? BOT.plainLid : people.get(name)!.lid);

  /** The bot's keys, with which a member's phone begins a session. */
  function botSession() {
    if (!bundle) throw new Error('The bot has uploaded no keys.');
    const key = childrenOf(childOf(bundle, 'list'), 'key')[0];
    const skey = childOf(bundle, 'skey')!;
    const number = (n: BinaryNode | undefined): number => bytesOf(n).readUIntBE(0, bytesOf(n).length);
    return {
      registrationId: number(childOf(bundle, 'registration')),
      identityKey: generateSignalPubKey(bytesOf(childOf(bundle, 'identity'))),
      signedPreKey: {
        keyId: number(childOf(skey, 'id')),
        publicKey: generateSignalPubKey(bytesOf(childOf(skey, 'value'))),
        signature: bytesOf(childOf(skey, 'signature')),
      },
      // One key a session: the client forgets it once it was used. Without any left, it goes on the signed one alone.
      ...(key ? { preKey: takeKey(key) } : {}),
    };
  }
  function takeKey(key: BinaryNode) {
    const list = childOf(bundle!, 'list')!;
    list.content = childrenOf(list, 'key').filter((k) => k !== key);
    return {
      keyId: bytesOf(childOf(key, 'id')).readUIntBE(0, 3),
      publicKey: generateSignalPubKey(bytesOf(childOf(key, 'value'))),
    };
  }

  async function stanzaFrom(
    person: Person,
    chat: string,
    message: proto.IMessage,
    id: string,
  ): Promise<BinaryNode> {
    if (!person.introduced) await person.begin(BOT.number, botSession());
    const group = groups.get(chat);
    const base = { id, t: String(now()), type: 'text', notify: person.name };
    if (!group)
      return node('message', { ...base, from: person.number, sender_lid: person.lid }, [
        await person.encryptFor(BOT.number, message),
      ]);
    return node(
      'message',
      {
        ...base,
        from: chat,
        participant: group.mode === 'lid' ? person.lid : person.number,
        addressing_mode: group.mode,
        ...(oneFormOnly
          ? {}
          : group.mode === 'lid'
            ? { participant_pn: person.number }
            : { participant_lid: person.lid }),
      },
      await person.encryptForGroup(chat, BOT.number, message),
    );
  }

  return {
    url: server.url,
    people,
    groups,
    received,
    failures,
    /** Messages in groups tell no second form of their writer, as with people who hide their number. */
    hideOtherForms(on: boolean): void {
      oneFormOnly = on;
    },
    logins: () => logins,
    /** The bot's device has given the keys with which people begin to write to it. */
    hasKeys: () => bundle !== null,
    /** Numbers of the messages that the bot has not confirmed. */
    unconfirmed: (): string[] => [...unconfirmed.keys()],
    isConnected: () => connection?.loggedIn === true,
    /** Everything that a client said so far was answered. */
    idle: () => work,
    fail(next: Fault): void {
      fault = next;
    },
    /** What the server says does not arrive, while this answers true. */
    loseAcks(next: (answer: BinaryNode) => boolean): void {
      lost = next;
    },
    /** Resolves when it holds; looks again whenever something came in. */
    async until(holds: () => boolean): Promise<void> {
      if (holds()) return;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
      });
    },
    addPerson(name: string): Person {
      const n = String(people.size + 1).padStart(6, '0');
      const person = new Person(name, `32470${n}@s.whatsapp.net`, `900000${n}@lid`);
      people.set(name, person);
      return person;
    },
    addGroup(subject: string, names: readonly string[], mode: Group['mode']): Group {
      const group: Group = {
        id: `12036300000000${groups.size + 1}@g.us`,
        subject,
        mode,
        members: new Map([['bot', 'admin'], ...names.map((n) => [n, 'member'] as const)]),
        announce: false,
        joinApproval: true,
        adminAddOnly: true,
        locked: true,
        invite: 'INVITE',
        requests: new Set(),
        deleted: false,
      };
      groups.set(group.id, group);
      return group;
    },
    /** A member writes; answers the message's number. Everybody's phone shows it, and the bot gets it. */
    async write(
      name: string,
      chat: string,
      content: proto.IMessage | string,
      id = nextId(),
    ): Promise<string> {
      const message = typeof content === 'string' ? { conversation: content } : content;
      const person = people.get(name)!;
      const group = groups.get(chat);
      if (group)
        for (const member of group.members.keys()) people.get(member)?.show(group.id, id, name, message);
      else person.show('bot', id, name, message);
      push(await stanzaFrom(person, chat, message, id));
      return id;
    },
    /**
     * A member sends pictures as an album: its frame first, then a message a picture that names the frame, the words
     * under the first. Answers the numbers of the pictures.
     */
    async writeAlbum(
      name: string,
      chat: string,
      text: string,
      pictures: readonly proto.Message.IImageMessage[],
    ): Promise<string[]> {
      const frame = await this.write(name, chat, { albumMessage: { expectedImageCount: pictures.length } });
      const { MEDIA_ALBUM } = proto.MessageAssociation.AssociationType;
      const messageContextInfo = {
        messageAssociation: {
          associationType: MEDIA_ALBUM,
          parentMessageKey: { remoteJid: chat, fromMe: true, id: frame },
        },
      };
      const ids: string[] = [];
      for (const [i, picture] of pictures.entries()) {
        const words = i === 0 && text !== '' ? { caption: text } : {};
        ids.push(
          await this.write(name, chat, { imageMessage: { ...picture, ...words }, messageContextInfo }),
        );
      }
      return ids;
    },
    /** The same again, as when a network repeats itself: sealed anew or, `broken`, in a way nobody can open. */
    async repeat(name: string, chat: string, content: string, id: string): Promise<void> {
      push(await stanzaFrom(people.get(name)!, chat, { conversation: content }, id));
    },
    /** The bot's own phone hands over what was written before: a history sync. */
    async handOverHistory(history: proto.IHistorySync): Promise<void> {
      const { HISTORY_SYNC_NOTIFICATION } = proto.Message.ProtocolMessage.Type;
      const message: proto.IMessage = {
        protocolMessage: {
          type: HISTORY_SYNC_NOTIFICATION,
          historySyncNotification: {
            syncType: proto.HistorySync.HistorySyncType.RECENT,
            progress: 100,
            initialHistBootstrapInlinePayload: deflateSync(proto.HistorySync.encode(history).finish()),
          },
        },
      };
      if (!owner.introduced) await owner.begin(BOT.number, botSession());
      const attrs = { id: nextId(), from: BOT.plain, t: String(now()), type: 'text', category: 'peer' };
      push(node('message', attrs, [await owner.encryptFor(BOT.number, message)]));
    },
    /** The author changes what they wrote. */
    edit(name: string, chat: string, id: string, text: string): Promise<string> {
      const { content } =
        people
          .get(name)!
          .chat(groups.has(chat) ? chat : 'bot')
          .find((m) => m.id === id) ?? {};
      const { MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
      const protocolMessage = {
        type: MESSAGE_EDIT,
        key: { id, fromMe: true, remoteJid: groups.has(chat) ? chat : BOT.plain },
        // Of a picture only the words can be changed: its file is not sent again.
        editedMessage: content?.imageMessage ? { imageMessage: { caption: text } } : { conversation: text },
        timestampMs: now() * 1000,
      };
      return this.write(name, chat, { protocolMessage });
    },
    /** Taken back by its author or, with `author`, taken out by an administrator. */
    revoke(name: string, chat: string, id: string, author?: string): Promise<string> {
      const group = groups.get(chat);
      const key = {
        id,
        remoteJid: group ? chat : BOT.plain,
        fromMe: author === undefined,
        ...(group ? { participant: jidIn(group, author ?? name) } : {}),
      };
      return this.write(name, chat, {
        protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE, key },
      });
    },
    react(name: string, chat: string, id: string, author: string, emoji: string): Promise<string> {
      const group = groups.get(chat);
      const key = {
        id,
        remoteJid: group ? chat : BOT.plain,
        fromMe: author === name,
        ...(group ? { participant: jidIn(group, author) } : {}),
      };
      return this.write(name, chat, {
        reactionMessage: { key, text: emoji, senderTimestampMs: now() * 1000 },
      });
    },
    /** A message that nobody can open. */
    async writeBroken(name: string, chat: string, id: string): Promise<void> {
      const stanza = await stanzaFrom(people.get(name)!, chat, { conversation: 'x' }, id);
      for (const enc of childrenOf(stanza, 'enc')) enc.content = Buffer.from(bytesOf(enc)).fill(7, 20);
      push(stanza);
    },
    demoteBot(group: Group): void {
      group.members.set('bot', 'member');
      notify(
        group,
        [...group.members.keys()].at(-1)!,
        node('demote', {}, [node('participant', { jid: jidIn(group, 'bot'), phone_number: BOT.plain })]),
      );
    },
    promoteBot(group: Group): void {
      group.members.set('bot', 'admin');
      notify(
        group,
        [...group.members.keys()].at(-1)!,
        node('promote', {}, [node('participant', { jid: jidIn(group, 'bot'), phone_number: BOT.plain })]),
      );
    },
    removeBot(group: Group): void {
      group.members.delete('bot');
      notify(
        group,
        [...group.members.keys()].at(-1)!,
        node('remove', {}, [node('participant', { jid: jidIn(group, 'bot'), phone_number: BOT.plain })]),
      );
    },
    deleteGroup(group: Group): void {
      group.deleted = true;
      notify(group, [...group.members.keys()].at(-1)!, node('delete'));
    },
    push,
    notify,
    askToJoin(name: string, group: Group): void {
      group.requests.add(name);
      const { lid, number } = people.get(name)!;
      push(
        node(
          'notification',
          {
            type: 'w:gp2',
            from: group.id,
            id: nextId(),
            t: String(now()),
            participant: lid,
            participant_pn: number,
            addressing_mode: 'lid',
          },
          [
            node('created_membership_requests', { request_method: 'invite_link' }, [
              node('requested_user', { jid: lid, phone_number: number }),
            ]),
          ],
        ),
      );
    },
    jidIn,
    /** The phone scans the QR code: it signs the new device's keys. */
    pair(qr: string): void {
      const adv = qr.split(',')[3]!;
      const account = Curve.generateKeyPair();
      const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp: now(), keyIndex: 1 }).finish();
      const accountSignature = Curve.sign(
        account.private,
        Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, registration!.eIdent!]),
      );
      const signed = proto.ADVSignedDeviceIdentity.encode({
        details,
        accountSignatureKey: account.public,
        accountSignature,
      }).finish();
      const identity = proto.ADVSignedDeviceIdentityHMAC.encode({
        details: signed,
        hmac: hmacSign(signed, Buffer.from(adv, 'base64')),
      }).finish();
      linked = true;
      const to = connection!;
      to.send(
        node('iq', { type: 'set', id: nextId(), from: S_WHATSAPP_NET }, [
          node('pair-success', {}, [
            node('device-identity', {}, identity),
            node('device', { jid: BOT.number, lid: BOT.lid }),
            node('platform', { name: 'test' }),
          ]),
        ]),
      );
    },
    /** As after pairing: the client is to come back at once. */
    restart(): void {
      connection?.send(node('stream:error', { code: '515' }));
      connection?.peer.close();
    },
    /** The owner removes the device on the phone. */
    logOut(): void {
      linked = false;
      bundle = null;
      connection?.send(node('stream:error', { code: '401' }, [node('conflict', { type: 'device_removed' })]));
      connection?.peer.close();
    },
    /** Ends the connection with a reason. */
    refuse(reason: string): void {
      connection?.send(node('failure', { reason }));
      connection?.peer.close();
    },
    cut(): void {
      connection?.peer.cut();
    },
    close: () => server.close(),
  };
}
export type WhatsAppServer = Awaited<ReturnType<typeof whatsappServer>>;
