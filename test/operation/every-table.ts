/** One row at least in every table of the schema, all about one person whose words and numbers can be told by their marks. */
import type { Database } from 'better-sqlite3';
import { policy } from '../../src/domain/group.js';
import { type Act, openCase, perform } from '../../src/domain/ladder/index.js';
import { ledgerRepository } from '../../src/store/ledger.js';
import { caseRepository } from '../../src/store/people/cases.js';

export const ZOE = { identity: '32470000001', alt: 'zoe-lid', name: 'Zoé Vandermark' };
/** In every column that holds somebody's words. */
export const WORDS = 'zz-own-words';

export interface Filled {
  readonly zoe: number;
  readonly marc: number;
  readonly group: number;
  readonly closedCase: number;
}

/** Rows of the age `at`; the person belonged to the group and left it then. */
export function fillEveryTable(db: Database, at: number, channel = 'whatsapp', tag = ''): Filled {
  const run = (sql: string, ...values: unknown[]): number =>
    Number(db.prepare(sql).run(...values).lastInsertRowid);
  const row = (table: string, values: Record<string, unknown>): number => {
    const names = Object.keys(values);
    return run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(values),
    );
  };
  const { identity, alt, name } = ZOE;
  const group = row('groups', {
    channel,
    chat: `street${tag}`,
    title: 'Rue du Moulin',
    policy: JSON.stringify(policy()),
    created_at: at,
  });
  const zoe = row('persons', { channel, identity, alt, name, created_at: at });
  const marc = row('persons', { channel, identity: `marc${tag}`, name: 'Marc', created_at: at });
  row('group_facts', { grp: group, what: 'closedness', value: '[]', at });
  row('memberships', {
    grp: group,
    person: zoe,
    role: 'member',
    lang: 'fr',
    source: 'joined',
    joined_at: at,
    left_at: at,
  });
  row('memberships', {
    grp: group,
    person: marc,
    role: 'mandatary',
    lang: 'fr',
    source: 'setup',
    joined_at: at,
  });
  row('role_grants', {
    grp: group,
    person: zoe,
    role: 'coordinator',
    granted_by: `marc${tag}`,
    granted_at: at,
    ended_at: at,
    reason: WORDS,
  });
  row('role_grants', {
    grp: group,
    person: marc,
    role: 'mandatary',
    granted_by: identity,
    granted_at: at,
    ended_at: at,
  });
  const event = (more: object): string =>
    JSON.stringify({
      type: 'message',
      channel,
      chat: `street${tag}`,
      scope: 'group',
      at,
      message: 'm1',
      revision: 0,
      sender: { id: identity, name },
      text: WORDS,
      media: [],
      ...more,
    });
  const inbox = { received_at: at, channel, chat: `street${tag}` };
  row('inbox', { ...inbox, key: `k1${tag}`, status: 'waiting', event: event({}) });
  row('inbox', {
    ...inbox,
    key: `k2${tag}`,
    status: 'failed',
    event: event({ sender: { id: alt, name } }),
    error: 'x',
  });
  row('inbox', {
    ...inbox,
    key: `${channel}:street${tag}:r:m1:${identity}:👍:${at}`,
    status: 'judged',
    outcome: 'passed',
  });
  row('inbox', {
    ...inbox,
    key: `${channel}:${identity}:m:1:0${tag}`,
    chat: identity,
    status: 'judged',
    outcome: 'passed',
  });
  row('holds', {
    id: `h1${tag}`,
    grp: group,
    member: identity,
    rule: 'insult',
    condition: 'review',
    body: JSON.stringify({ member: identity, text: WORDS }),
    opened_at: at,
  });
  row('holds', {
    id: `h2${tag}`,
    grp: group,
    member: alt,
    rule: 'insult',
    condition: 'review',
    opened_at: at,
    closed_at: at,
    outcome: 'x',
  });
  const out = { channel, chat: `street${tag}`, due: at, created_at: at };
  const tell = { type: 'tell', person: `marc${tag}`, lang: 'fr', groupFallback: false };
  row('outbox', {
    ...out,
    key: `o1${tag}`,
    type: 'tell',
    status: 'waiting',
    action: JSON.stringify({ ...tell, person: identity, quote: WORDS }),
  });
  row('outbox', {
    ...out,
    key: `o2${tag}`,
    type: 'tell',
    status: 'waiting',
    action: JSON.stringify({ ...tell, quote: WORDS, buttons: [{ label: 'x', action: `release:h1${tag}` }] }),
  });
  row('outbox', {
    ...out,
    key: `o3${tag}`,
    type: 'tell',
    status: 'done',
    chat: identity,
    message: `sent1${tag}`,
    ended_at: at,
  });
  row('outbox', {
    ...out,
    key: `a${tag === '' ? 7 : 8}.0.${identity}`,
    type: 'tell',
    status: 'done',
    ended_at: at,
  });
  row('timers', { timer: 'hold-expiry', ref: `h1${tag}`, grp: group, due: at });
  row('picture_messages', { grp: group, person: identity, message: 'm3', media: '[]', at });
  row('recent', { grp: group, person: identity, message: 'm2', text: WORDS, report: 0, at });
  row('threads', {
    id: `t1${tag}`,
    seq: 1,
    grp: group,
    opened_by: identity,
    opened_at: at,
    last_at: at,
    message: 'm3',
    signature: JSON.stringify([WORDS]),
    description: '{}',
    closed_at: at,
    closed_by: alt,
  });
  row('thread_messages', { grp: group, message: 'm3', thread: `t1${tag}` });
  const review = { grp: group, inbox: 1, at, kind: 'doubt', rule: 'insult' };
  row('reviews', { ...review, member: identity, excerpt: WORDS });
  row('reviews', {
    ...review,
    member: `marc${tag}`,
    excerpt: '',
    resolved_at: at,
    resolved_by: identity,
    resolution: 'right',
  });
  row('counts', {
    grp: group,
    day: new Date(at).toISOString().slice(0, 10),
    kind: 'other',
    outcome: 'passed',
    n: 3,
  });
  const entry = {
    at,
    grp: group,
    rule: 'insult',
    clause: 'Annex 4',
    mode: 'hold',
    response: 'hold',
    confidence: 1,
    span_from: null,
    span_to: null,
    message: 'm1',
    excerpt: WORDS,
  };
  const ledger = ledgerRepository(db);
  const seq = ledger.append({ ...entry, kind: 'infraction', person: zoe, actor: null, ref: null });
  ledger.append({ ...entry, kind: 'approved', person: marc, actor: zoe, ref: null });
  const cases = caseRepository(db);
  const closedCase = cases.open({
    group,
    person: zoe,
    ladder: 'member',
    at,
    by: marc,
    reason: WORDS,
    evidence: [seq],
  });
  let state = openCase('member', zoe, at);
  const done: readonly Act[] = [
    { act: 'plan-talk', reason: WORDS },
    { act: 'note-talk', attended: true, note: WORDS },
    { act: 'close', reason: WORDS },
  ];
  for (const [n, act] of done.entries()) {
    const record = { id: `act${n}${tag}`, act, actor: { person: marc, role: 'mandatary' as const }, at };
    const next = perform(state, record);
    if (!next.ok) throw new Error(next.refused);
    state = next.state;
    cases.record(closedCase, record, state);
  }
  row('proposals', {
    grp: group,
    person: zoe,
    ladder: 'member',
    rung: 'warning',
    because: WORDS,
    points: 3,
    evidence: '[1]',
    at,
    decided_at: at,
    decision: 'dismissed',
  });
  row('command_waits', {
    id: `w1${tag}`,
    channel,
    person: zoe,
    need: 'confirm',
    body: JSON.stringify({ text: WORDS }),
    at,
  });
  row('command_waits', {
    id: `w2${tag}`,
    channel,
    person: marc,
    need: 'who',
    body: JSON.stringify({ names: [name] }),
    at,
  });
  row('command_undos', {
    id: `u1${tag}`,
    person: zoe,
    grp: group,
    body: JSON.stringify({ text: WORDS }),
    at,
  });
  const broadcast = row('broadcasts', { kind: 'hot', sender: marc, text: 'Prudence', digest: 'd', at });
  row('broadcast_groups', { broadcast, grp: group, key: `b1${tag}` });
  row('habilitations', { grp: group, given: 1, by: marc, reason: 'r', at });
  row('habilitations', { grp: group, given: 0, by: marc, reason: 'r', at });
  row('registrations', { grp: group, charter: '{}', at, by: marc });
  row('registration_changes', { grp: group, item: 'name', at, by: marc, notified_at: at });
  row('digest_settings', {
    grp: group,
    person: zoe,
    cadence: 'daily',
    weekday: 1,
    minute: 480,
    email: 'zoe-mail@example.be',
    until: at,
  });
  const mail = { grp: group, person: zoe, ref: 'digest:1', lang: 'fr', due: at, created_at: at };
  row('mails', { ...mail, key: `e1${tag}`, address: 'zoe-mail@example.be', status: 'waiting' });
  row('mails', { ...mail, key: `e2${tag}`, status: 'done', ended_at: at });
  const survey = row('surveys', { grp: group, opened_at: at, closes_at: at, closed_at: at, invited: 9 });
  row('survey_taken', { survey, person: zoe, question: 'q1' });
  row('survey_answers', { survey, question: 'q1', answer: '5', n: 9 });
  row('evaluations', {
    grp: group,
    from_at: at,
    to_at: at,
    survey,
    texts: '{}',
    author: 'Marc',
    created_at: at,
    finished_at: at,
  });
  row('telegram_later', {
    chat: `s${tag}`,
    what: 'delete',
    subject: 'm9',
    person: channel === 'telegram' ? identity : null,
    due: at,
  });
  row('telegram_sent', {
    key: channel === 'telegram' ? `a9.0.${identity}` : `b${tag}`,
    part: 0,
    message: 'm',
    at,
  });
  row('telegram_permissions', { chat: `s${tag}`, permissions: '{}' });
  row('whatsapp_keys', { type: 'session', id: `k${tag}`, value: Buffer.from('x') });
  row('whatsapp_sent', { id: `sent1${tag}`, at, value: Buffer.from('x') });
  row('whatsapp_choices', { message: `sent1${tag}`, person: 'digest', at, actions: '[]' });
  row('whatsapp_pace', { day: new Date(at).toISOString().slice(0, 10), kind: `say${tag}`, n: 1 });
  row('whatsapp_met', { person: `digest${tag}`, at });
  row('whatsapp_passing', { chat: `s${tag}`, message: 'm9', due: at });
  row('console_sessions', {
    token: `tok${tag}`,
    person: zoe,
    device: WORDS,
    created_at: at,
    seen_at: at,
    rotated_at: at,
    ended_at: at,
  });
  row('console_keys', { kind: 'link', digest: 'd', person: zoe, created_at: at, expires_at: at });
  row('console_passkeys', {
    person: zoe,
    handle: `h${tag}`,
    credential: `c${tag}`,
    public_key: Buffer.from('x'),
    algorithm: -7,
    counter: 0,
    device: WORDS,
    created_at: at,
  });
  row('access_log', { at, actor: marc, what: 'saw-member', grp: group, subject: zoe });
  row('offered_examples', { grp: group, at, rule: 'insult', lang: 'fr', text: WORDS, offered_by: marc });
  const partnership = row('partnerships', {
    name: 'PLP Moulin',
    zone: 'z',
    commune: 'c',
    variant: 'residents',
    lang: 'fr',
    initiator: 'Marc',
    created_at: at,
  });
  row('partnership_groups', { grp: group, partnership, state: 'bound', by: marc, at });
  row('account_persons', { person: zoe, account: 1 });
  row('offices', { partnership, person: marc, role: 'mandatary', by: identity, at });
  row('enrolment_codes', {
    kind: 'role',
    digest: `d${tag}`,
    partnership,
    issued_by: marc,
    at,
    expires_at: at,
    used_at: at,
    used_by: zoe,
  });
  db.prepare("INSERT OR IGNORE INTO enrolment_salt (id, salt) VALUES (1, 's')").run();
  row('enrolment_attempts', { person: zoe, at });
  row('enrolments', { grp: group, person: zoe, started_at: at, version: '1' });
  row('declarations', { grp: group, person: zoe, at, version: '1' });
  row('internal_rules', { partnership, lang: 'fr', text: 'Soyez bons voisins', at });
  return { zoe, marc, group, closedCase };
}

/** Names of all tables of the schema. */
export const tablesOf = (db: Database): string[] =>
  db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
/** Everything in the database as text, one entry a table. */
export const dump = (db: Database): Record<string, string> =>
  Object.fromEntries(tablesOf(db).map((t) => [t, JSON.stringify(db.prepare(`SELECT * FROM ${t}`).all())]));
