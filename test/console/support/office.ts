/** The office over a small street on a network that only remembers what was told to whom. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Delivery, DeliveryResult } from '../../../src/channels/channel.js';
import { EVERYTHING } from '../../../src/channels/channel.js';
import type { ChannelStatus } from '../../../src/console/office/channel-status.js';
import type { Me } from '../../../src/console/office/wire.js';
import { openPlayground } from '../../../src/console/open-playground.js';
import type { ChannelEvent } from '../../../src/domain/event.js';
import { type GroupPolicy, policy } from '../../../src/domain/group.js';
import type { Role } from '../../../src/domain/vocabulary.js';
import type { Store } from '../../../src/store/store.js';
import { fakeAnalyser, fakeRules } from './fake-reader.js';
import { type Answer, ask } from './open-console.js';

export interface Told {
  readonly chat: string;
  readonly delivery: Delivery;
}

class Network implements Channel {
  readonly name = 'whatsapp';
  readonly capabilities = EVERYTHING;
  readonly told: Told[] = [];
  /** How its phone stands; tests set it. */
  phone: ChannelStatus = { state: 'open', problem: null, pairing: null, number: '32470000000' };
  readonly begun: { readonly number?: string }[] = [];
  status = (): ChannelStatus => this.phone;
  async pair(how: { readonly number?: string }): Promise<boolean> {
    if (this.phone.state === 'open') return false;
    this.begun.push(how);
    this.phone = {
      state: 'pairing',
      problem: null,
      pairing: how.number ? { code: 'ABCD1234' } : { qr: '2@abc' },
    };
    return true;
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async deliver(chat: string, delivery: Delivery): Promise<DeliveryResult> {
    this.told.push({ chat, delivery });
    return { status: 'done', message: `n${this.told.length}` };
  }
}

export const PEOPLE: Readonly<
  Record<string, { readonly id: string; readonly name: string; readonly role: Role }>
> = {
  member: { id: '32470000001@s.whatsapp.net', name: 'Luc Renard', role: 'member' },
  other: { id: '32470000002@s.whatsapp.net', name: 'Nadia Benali', role: 'member' },
  committee: { id: '32470000003@s.whatsapp.net', name: 'Pierre Gillet', role: 'steering-committee' },
  coordinator: { id: '32470000004@s.whatsapp.net', name: 'Claire Dumont', role: 'coordinator' },
  mandatary: { id: '32470000005@s.whatsapp.net', name: 'Insp. Sophie Maes', role: 'mandatary' },
  chef: { id: '32470000006@s.whatsapp.net', name: 'CP Bernard Lacroix', role: 'chef-de-corps' },
  authority: { id: '32470000007@s.whatsapp.net', name: 'Isabelle Fontaine', role: 'authority-delegate' },
  operator: { id: '32470000008@s.whatsapp.net', name: 'Thomas', role: 'operator' },
};
export type Who = keyof typeof PEOPLE;

/** A visitor with a cookie jar of one cookie. */
export interface Visitor {
  readonly cookie: () => string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export async function openOfficeFor(over: { policy?: Partial<GroupPolicy>; publicDir?: string } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'office-'));
  writeFileSync(join(dir, 'main.js'), '/* page */');
  const network = new Network();
  let store: Store | null = null;
  const playground = await openPlayground({
    database: join(dir, 'test.sqlite'),
    rules: fakeRules(),
    analyser: fakeAnalyser,
    host: '127.0.0.1',
    port: 0,
    publicDir: over.publicDir ?? dir,
    examplesDir: join(dir, 'proposed'),
    channels: async (opened) => {
      store = opened;
      return [network];
    },
  });
  const { engine } = playground;
  const found = (chat: string, title: string, people: readonly Who[]): number => {
    const group = engine.setupGroup({
      channel: 'whatsapp',
      chat,
      title,
      policy: policy({ lang: 'fr', mode: 'hold', ...over.policy }),
      recognition: { reference: 'SPF-1', date: '2026-01-01' },
      policeApproval: { reference: 'ZP-1', by: 'Insp. Sophie Maes', date: '2026-01-01' },
    });
    for (const who of people) {
      const { id, name, role } = PEOPLE[who]!;
      engine.setMember(group, { person: id, name, role, lang: 'fr' });
    }
    return group;
  };
  const group = found('street@g.us', 'PLP Rue du Moulin', Object.keys(PEOPLE) as Who[]);
  const elsewhere = found('elsewhere@g.us', 'PLP Ailleurs', ['other']);
  const { port } = playground.listening;

  const visitor = (): Visitor => {
    const jar = new Map<string, string>();
    let csrf = '';
    return {
      cookie: () => [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
      async send(method, path, body, headers = {}) {
        const answer = await ask(port, method, path, {
          headers: {
            ...(jar.size > 0 ? { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(csrf === '' ? {} : { 'x-garde-fou': csrf }),
            ...headers,
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        });
        for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
          const [pair = ''] = line.split(';');
          const [name = '', value = ''] = pair.split('=');
          if (/max-age=0/i.test(line)) jar.delete(name);
          else jar.set(name, value);
        }
        if (path.startsWith('/api/office/sign-in/') && answer.status === 200)
          csrf = answer.json<{ csrf?: string }>().csrf ?? csrf;
        return answer;
      },
    };
  };
  const settled = (): Promise<void> => engine.settled();
  const toldTo = (who: Who): string[] =>
    network.told.flatMap(({ delivery }) =>
      delivery.type === 'tell' && delivery.person === PEOPLE[who]!.id ? [delivery.text] : [],
    );
  const say = (who: Who, text: string, chat = 'street@g.us') => {
    const { id, name } = PEOPLE[who]!;
    const event: ChannelEvent = {
      type: 'message',
      channel: 'whatsapp',
      chat,
      scope: chat.endsWith('@g.us') ? 'group' : 'private',
      at: Date.now(),
      message: `m${Math.random().toString(36).slice(2)}`,
      revision: 0,
      sender: { id, name },
      text,
      media: [],
    };
    return engine.receive(event);
  };

  return {
    port,
    engine,
    playground,
    /** The rules are sound again. */
    mend: () => playground.useRules(fakeRules(), fakeAnalyser),
    group,
    elsewhere,
    dir,
    network,
    store: store as unknown as Store,
    url: playground.listening.url,
    visitor,
    settled,
    toldTo,
    say,
    /** Asks for a code by name and enters with what came in the private chat. */
    async signIn(who: Who): Promise<Visitor> {
      const v = visitor();
      await v.send('POST', '/api/office/sign-in/ask', { who: PEOPLE[who]!.name });
      await new Promise((resolve) => setImmediate(resolve));
      await settled();
      const code = /\d{8}/.exec(toldTo(who).at(-1) ?? '')?.[0];
      if (!code) throw new Error(`No code came to ${who}.`);
      const entered = await v.send('POST', '/api/office/sign-in/code', { code });
      if (entered.status !== 200) throw new Error(entered.body);
      return v;
    },
    me: async (v: Visitor): Promise<Me> => (await v.send('GET', '/api/office/me')).json<Me>(),
    async close() {
      await playground.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type OpenedOffice = Awaited<ReturnType<typeof openOfficeFor>>;
