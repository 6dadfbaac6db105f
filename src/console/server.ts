/** The console's HTTP interface: the page, its data, and what its visitors do. */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { PlaygroundChannel } from '../channels/playground/playground-channel.js';
import { PlaygroundError } from '../channels/playground/playground-error.js';
import { policyChangeSchema } from '../domain/group.js';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { redactError } from '../operation/redact.js';
import type { RuleFile } from '../rules/schema.js';
import type { Vision } from '../vision/api.js';
import { clockBody, editBody, newRoomBody, personBody, postBody, pressBody, reactBody } from './bodies.js';
import { sameOrigin, securityHeaders } from './guard.js';
import { notFound, Refusal, read, refuse } from './http.js';
import { LiveStream } from './live-stream.js';
import { loadModules, modulesOf } from './modules.js';
import type { OpenOffice } from './office/office.js';
import { icon, page } from './page.js';
import { pictureRoutes, takesPictures } from './pictures.js';
import type { Rooms } from './rooms.js';
import { loadStaticFiles, type StaticFile, staticText } from './static-files.js';
import type { Story } from './stories.js';
import { preferredLang, type UiTexts } from './ui-texts.js';
import type { ApiProblem, Boot, RuleInfo } from './wire.js';

export interface ConsoleParts {
  readonly rooms: Rooms;
  readonly channel: PlaygroundChannel;
  readonly texts: UiTexts;
  readonly stories: () => readonly Story[];
  /** The rules in use now; asked for each time, because they may be reloaded. */
  readonly rules: () => readonly RuleFile[];
  /** The part behind the sign-in; absent in tests of the playground alone. */
  readonly office?: OpenOffice;
  /** The public address behind a proxy, e.g. `https://console.example.be`; requests that name it are served as well. */
  readonly publicUrl?: string;
  /** Makes the covered copy of a picture; absent: pictures are not looked at. */
  readonly vision?: Vision;
  /** The clock may be moved: only where no real group runs. */
  readonly clockMoves?: boolean;
  /** What the machine's own tools ask for; absent in tests of the playground alone. */
  readonly operation?: {
    /** False when the database can't be read or written. */
    healthy(): boolean;
    /** Figures for Prometheus; null: whoever asks may not read them. */
    metrics(request: Request): string | null;
  };
  /** Folder of the built page. */
  readonly publicDir: string;
  /** True: opened to other machines on purpose, so its addresses and its own name are served too. */
  readonly anyHost?: boolean;
}

export interface Console {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Ends every live stream, so that the server can close. */
  close(): void;
}

/** Every address of the page: which room it is, its script reads from the address. */
const PAGES = [
  '/',
  '/try',
  '/sign-in',
  '/today',
  '/groups/:id?',
  '/members/:id?',
  '/cases/:id?',
  '/reviews',
  '/rules/:id?',
  '/evaluation/:id?',
  '/operator',
  '/account',
];

/** More than any body that the schemas accept, in bytes. */
const MAX_BODY = 32 * 1024;

/** Throws at once when the page was not built. */
export function createConsole(parts: ConsoleParts): Console {
  const { rooms, channel, texts } = parts;
  const files = loadStaticFiles(parts.publicDir);
  const modules = loadModules(parts.publicDir);
  const pages = new Map<string, StaticFile>();
  const pageAt = (path: string, lang: Lang): StaticFile => {
    const key = `${lang} ${path}`;
    const made = pages.get(key) ?? page(lang, texts(lang), modulesOf(path, modules));
    pages.set(key, made);
    return made;
  };
  const sentences = new Map<Lang, StaticFile>();
  const textsIn = (lang: Lang): StaticFile => {
    const made = sentences.get(lang) ?? staticText(JSON.stringify(texts(lang)), '.json');
    sentences.set(lang, made);
    return made;
  };
  const streams = new Set<LiveStream>();
  const boot = Date.now().toString(36);
  let events = 0;

  const app = new Hono();
  app.use(securityHeaders);
  app.use(sameOrigin(parts.anyHost === true, parts.publicUrl));
  const limited = bodyLimit({
    maxSize: MAX_BODY,
    onError: (c) =>
      c.json<ApiProblem>({ error: 'too-large', detail: `A request has at most ${MAX_BODY} bytes.` }, 413),
  });
  // The office and pictures have measures of their own: an exported chat is larger than a message.
  app.use((c, next) =>
    c.req.path.startsWith('/api/office/') || takesPictures(c.req.path) ? next() : limited(c, next),
  );
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.problem, error.status);
    if (error instanceof PlaygroundError)
      return c.json<ApiProblem>(
        { error: error.code, detail: error.message },
        error.code.startsWith('no-such') ? 404 : 409,
      );
    // Where it happened, in full; what it says, without the words that it may quote from a message.
    const places = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
    const said = redactError(`${error.name}: ${error.message}`);
    process.stderr.write(`console: ${[said, ...places.slice(0, 6)].join('\n')}\n`);
    return c.json<ApiProblem>({ error: 'internal', detail: 'Something went wrong on the server.' }, 500);
  });
  app.notFound((c) => c.json<ApiProblem>({ error: 'not-found', detail: 'There is nothing here.' }, 404));

  app.get('/healthz', (c) => {
    c.header('Cache-Control', 'no-store');
    return parts.operation?.healthy() === false
      ? c.json({ status: 'database' }, 503)
      : c.json({ status: 'ok' });
  });
  app.get('/metrics', (c) => {
    c.header('Cache-Control', 'no-store');
    const text = parts.operation?.metrics(c.req.raw) ?? null;
    if (text === null) throw notFound();
    return c.text(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  for (const path of PAGES)
    app.get(path, (c) => pageAt(path, preferredLang(c.req.header('accept-language'))).answer(c));
  app.get('/icon.svg', (c) => icon.answer(c));
  for (const [path, file] of files) app.get(path, (c) => file.answer(c));

  if (parts.office) {
    // A register of a thousand people is no matter for a telephone's line. The cookie is SameSite=Strict: no other site
    // can have these answers made, and so none can weigh them.
    app.use('/api/office/*', compress());
    app.use('/api/office/*', async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
    });
    app.route('/api/office', parts.office.routes);
  }
  const api = app.basePath('/api');
  api.use(async (c, next) => {
    await next();
    // The sentences are the same for everybody, and say themselves how long they hold.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  api.get('/boot', (c) => {
    const wanted = LANGS.find((l) => l === c.req.query('lang'));
    const lang = wanted ?? preferredLang(c.req.header('accept-language'));
    const rules: RuleInfo[] = parts
      .rules()
      .map(({ id, clause, title, explanation, actFrom, reviewFrom }) => ({
        id,
        clause,
        title,
        explanation,
        actFrom,
        reviewFrom,
      }));
    return c.json<Boot>({
      lang,
      texts: texts(lang),
      rules,
      stories: parts.stories(),
      room: rooms.current(lang),
    });
  });
  api.get('/texts/:lang', (c) => {
    const lang = LANGS.find((l) => l === c.req.param('lang'));
    if (!lang) throw notFound(`There are texts in ${LANGS.join(', ')}.`);
    return textsIn(lang).answer(c);
  });
  api.post('/rooms', async (c) => {
    const body = await read(c.req.raw, newRoomBody);
    return c.json({ room: rooms.create(body.lang, body.story) }, 201);
  });
  api.get('/rooms/:room', (c) => c.json(rooms.state(c.req.param('room'))));
  api.get('/rooms/:room/events', (c) => {
    const room = c.req.param('room');
    const state = rooms.state(room);
    const stream: LiveStream = new LiveStream(() => {
      unwatch();
      streams.delete(stream);
    });
    const unwatch = rooms.watch(room, (patch) => stream.send('patch', `${boot}-${++events}`, patch));
    streams.add(stream);
    stream.send('state', `${boot}-${++events}`, state);
    return c.body(stream.body, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
  });
  api.post('/rooms/:room/messages', async (c) => {
    const { as, text, to, replyTo, forwarded, pictures } = await read(c.req.raw, postBody);
    const message = channel.post(c.req.param('room'), as, {
      text: text.trim(),
      to,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(forwarded === undefined ? {} : { forwarded }),
      ...(pictures === undefined ? {} : { pictures }),
    });
    return c.json(message, 201);
  });
  pictureRoutes(api, {
    shelf: channel.shelf,
    vision: parts.vision,
    checkRoom: (room) => void rooms.state(room),
  });
  api.patch('/rooms/:room/messages/:message', async (c) => {
    const { as, text } = await read(c.req.raw, editBody);
    return c.json(channel.edit(c.req.param('room'), as, c.req.param('message'), text.trim()));
  });
  api.delete('/rooms/:room/messages/:message', async (c) => {
    const { as } = await read(c.req.raw, personBody);
    const { room, message } = c.req.param();
    return c.json(channel.remove(room, as, message, rooms.isAdministrator(as)));
  });
  api.post('/rooms/:room/messages/:message/reactions', async (c) => {
    const { as, emoji } = await read(c.req.raw, reactBody);
    return c.json(channel.react(c.req.param('room'), as, c.req.param('message'), emoji));
  });
  api.post('/rooms/:room/messages/:message/press', async (c) => {
    const { as, action } = await read(c.req.raw, pressBody);
    return c.json(channel.press(c.req.param('room'), as, c.req.param('message'), action));
  });
  api.patch('/rooms/:room/policy', async (c) => {
    const body = await read(c.req.raw, policyChangeSchema);
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return c.json(rooms.changePolicy(c.req.param('room'), change));
  });
  api.post('/clock', async (c) => {
    const { seconds } = await read(c.req.raw, clockBody);
    if (parts.clockMoves === false)
      throw refuse(409, 'real-clock', 'Real groups run here: time is not moved.');
    return c.json(await rooms.jump(seconds));
  });

  return {
    fetch: (request) => app.fetch(request),
    close: () => {
      parts.office?.close();
      for (const stream of [...streams]) stream.close();
    },
  };
}
