/** The machine: channels, queues, errors, storage, sessions, and who looked at what. No word of any message. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import QRCode from 'qrcode';
import type { Channel } from '../../../channels/channel.js';
import { whatsappWords } from '../../../channels/whatsapp/words.js';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import { projectRoot } from '../../../root.js';
import { verifyNewest } from '../../../store/verify-newest.js';
import { notFound } from '../../http.js';
import { linksPhone, statusOf } from '../channel-status.js';
import type { Office, OfficeApp } from '../context.js';
import type { Doors } from '../sign-in/routes.js';
import { needOperator, type Viewer } from '../viewer.js';
import type { ChannelLine, Operator } from '../wire.js';
import { passkeyLine, sessionLines } from './account.js';

export function operatorRoutes(
  app: OfficeApp,
  office: Office,
  doors: Pick<Doors, 'sessions' | 'passkeys'>,
): void {
  const { sessions, passkeys } = doors;
  app.get('/operator', (c) => {
    const viewer = c.get('viewer');
    needOperator(viewer);
    office.log.note(viewer, 'saw-access-log');
    const lang = LANGS.find((l) => l === c.req.query('lang')) ?? 'fr';
    return c.json(machine(office, doors, viewer, lang));
  });
  app.post('/operator/failed/:inbox/retry', (c) => {
    const viewer = c.get('viewer');
    needOperator(viewer);
    if (!office.engine.retryFailed(Number(c.req.param('inbox')))) throw notFound();
    office.log.note(viewer, 'retried');
    office.news('operator');
    return c.json({ done: true });
  });
  app.delete('/operator/sessions/:id', (c) => {
    const viewer = c.get('viewer');
    needOperator(viewer);
    if (!sessions.end(Number(c.req.param('id')), 'revoked')) throw notFound();
    office.log.note(viewer, 'ended-session');
    office.news('operator');
    return c.json({ done: true });
  });
  app.delete('/operator/passkeys/:id', (c) => {
    const viewer = c.get('viewer');
    needOperator(viewer);
    if (!passkeys.drop(Number(c.req.param('id')))) throw notFound();
    office.log.note(viewer, 'removed-passkey');
    office.news('operator');
    return c.json({ done: true });
  });
}

function machine(
  office: Office,
  { sessions, passkeys }: Pick<Doors, 'sessions' | 'passkeys'>,
  viewer: Viewer,
  lang: Lang,
): Operator {
  const { db } = office.store;
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const { intact, checked } = verifyNewest(db);
  return {
    channels: office.channels
      .filter((c) => c.name !== 'playground' || office.channels.length === 1)
      .map((c) => channelLine(office, c, lang)),
    noWhatsApp: !office.channels.some(linksPhone) && office.demo !== true,
    queue: {
      inbox: count("SELECT count(*) FROM inbox WHERE status = 'waiting'"),
      outbox: count("SELECT count(*) FROM outbox WHERE status = 'waiting'"),
      impossible: count(
        `SELECT count(*) FROM outbox WHERE status = 'impossible' AND ended_at > ${office.clock() - 7 * 86_400_000}`,
      ),
      timers: count('SELECT count(*) FROM timers'),
    },
    failed: office.engine.failed(50).map((f) => ({
      inbox: f.inbox,
      at: f.at,
      error: f.error.slice(0, 300),
      what: f.event ? `${f.event.channel} · ${f.event.type}` : '',
    })),
    storage: storage(office.database),
    chain: { intact, entries: checked },
    backups: backups(office.database),
    sessions: sessionLines(office, viewer, sessions.list()),
    passkeys: passkeys
      .all()
      .map((p) => ({ ...passkeyLine(p), name: office.store.persons.byId(p.person)?.name ?? '' })),
    access: office.log.list(100),
    rulesProblem: office.rulesProblem?.()?.slice(0, 2000) ?? null,
    version: String(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version),
    rulesVersion: office.rules().version.slice(0, 12),
  };
}

/** States in which linking a phone makes sense: it is not linked, or something is wrong for good. */
const TO_LINK: readonly string[] = ['unpaired', 'pairing', 'stopped'];

function channelLine(office: Office, channel: Channel, lang: Lang): ChannelLine {
  const told = statusOf(channel);
  const { pairing } = told;
  const waiting = office.store.db
    .prepare<[string], number>("SELECT count(*) FROM outbox WHERE status = 'waiting' AND channel = ?")
    .pluck();
  const links = linksPhone(channel);
  return {
    name: channel.name,
    groups: office.store.groups.all().filter((g) => g.channel === channel.name && g.active).length,
    state: told.problem && !links ? `problem.${told.problem}` : (told.state ?? 'open'),
    help: told.problem && links ? (whatsappWords(lang)[`problem.${told.problem}`] ?? told.problem) : null,
    detail: told.bot ?? (told.number ? `+${told.number}` : null),
    qr: pairing && 'qr' in pairing ? qrPath(pairing.qr) : null,
    code: pairing && 'code' in pairing ? pairing.code : null,
    mayPair: links && TO_LINK.includes(told.state ?? ''),
    waiting: waiting.get(channel.name) ?? 0,
  };
}

/** The dark squares of a QR code as one SVG path on a grid of its own size, given first: `45 M0 0h1v1h-1z…`. */
export function qrPath(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return `${modules.size} ${path}`;
}

function storage(database: string): Operator['storage'] {
  if (database === ':memory:') return [];
  const files = [
    ['database', database],
    ['journal', `${database}-wal`],
    ['playground', `${database.replace(/\.sqlite$/, '')}.playground.sqlite`],
    ['model', join(projectRoot, 'data', 'model')],
  ] as const;
  return files.filter(([, path]) => existsSync(path)).map(([name, path]) => ({ name, bytes: sizeOf(path) }));
}

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Copies beside the database, newest first. */
function backups(database: string): Operator['backups'] {
  const dir = join(dirname(database), 'backups');
  if (database === ':memory:' || !existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.startsWith(basename(database).replace(/\.sqlite$/, '')))
    .map((name) => {
      const stat = statSync(join(dir, name));
      return { name, at: stat.mtimeMs, bytes: stat.size };
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, 10);
}
