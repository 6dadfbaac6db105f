/** The office in a real browser, over the demonstration's year: every room, light and dark, phone and laptop. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addGroups } from '../../src/bench/many-groups.js';
import { DemoChannel } from '../../src/console/demo/demo-channel.js';
import { writeYear } from '../../src/console/demo/year.js';
import type { ChannelStatus } from '../../src/console/office/channel-status.js';
import { openPlayground, type Playground } from '../../src/console/open-playground.js';
import type { Store } from '../../src/store/store.js';
import { build } from '../console/support/build.js';
import { fakeAnalyser, fakeRules } from '../console/support/fake-reader.js';
import { violations } from './support/axe.js';
import { LAPTOP, openBrowser, PHONE, SMALL_PHONE } from './support/browser.js';

let browser: Browser;
let playground: Playground;
let dir: string;
let openedStore: Store | null = null;
/** Its phone was unlinked; tests link it again. */
class UnlinkedPhone extends DemoChannel {
  phone: ChannelStatus = { state: 'stopped', problem: 'logged-out', pairing: null, number: null };
  override status = () => this.phone as ReturnType<DemoChannel['status']>;
  async pair({ number }: { readonly number?: string }): Promise<boolean> {
    this.phone = {
      state: 'pairing',
      problem: null,
      pairing: number ? { code: 'ABCD1234' } : { qr: '2@abc' },
    };
    return true;
  }
}
let whatsapp: UnlinkedPhone;

/** A browser of one's own, and what went wrong in it. */
interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[];
}
/** Stay open for the tests that follow: signing in and fetching the page again would be most of their time. */
const lasting = new Map<string, Visit>();
let passing: Visit[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'office-'));
  const file = join(dir, 'demo.sqlite');
  const end = Date.now();
  await writeYear({ rules: fakeRules(), analyser: fakeAnalyser, file, end });
  whatsapp = new UnlinkedPhone('whatsapp', end);
  playground = await openPlayground({
    database: file,
    rules: fakeRules(),
    analyser: fakeAnalyser,
    host: '127.0.0.1',
    port: 0,
    publicDir: join(build('office'), 'console', 'public'),
    demo: true,
    examplesDir: join(dir, 'proposed'),
    channels: async (store) => {
      openedStore = store;
      return [whatsapp, new DemoChannel('telegram', end)];
    },
  });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await playground?.close();
  rmSync(dir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const { context } of passing) await context.close();
  const problems = [...passing, ...lasting.values()].flatMap((v) => v.problems.splice(0));
  passing = [];
  expect(problems, 'the page raised no error, no CSP violation and no request to elsewhere').toEqual([]);
});

async function visit(options: BrowserContextOptions): Promise<Visit> {
  const base = playground.listening.url;
  const context = await browser.newContext({
    locale: 'fr-BE',
    viewport: LAPTOP,
    baseURL: base,
    // A card that is still fading in has no contrast to be measured.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('console', (m) => {
    // An action that the server refuses shows in the browser's log too; that is not the page's fault.
    if (m.type() === 'error' && !m.text().includes('status of 4')) problems.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => problems.push(`error: ${e.message}`));
  page.on('request', (r) => {
    if (new URL(r.url()).origin !== new URL(base).origin) problems.push(`request: ${r.url()}`);
  });
  await page.goto('/sign-in');
  await page.locator('.sign-in').waitFor();
  return { context, page, problems };
}

/** At the door, for one test. */
async function arrive(options: BrowserContextOptions = {}): Promise<Page> {
  const arrived = await visit(options);
  passing.push(arrived);
  return arrived.page;
}

/** `who`: the name of an office as the page writes it. */
async function enter(page: Page, who: string): Promise<void> {
  await page.locator('.demo-people button', { hasText: who }).first().click();
  await page.locator('.office .room h1').waitFor();
}

/** Whoever holds that office, at their desk or with their phone, signed in already. */
async function deskOf(who: string, options: BrowserContextOptions = {}): Promise<Page> {
  const key = `${who} ${options.isMobile === true}`;
  const before = lasting.get(key);
  if (before) return before.page;
  const arrived = await visit(options);
  lasting.set(key, arrived);
  await enter(arrived.page, who);
  return arrived.page;
}

/** Goes there within the page, as a press on a link does. */
async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    if (to.split('?')[0] !== location.pathname)
      document.querySelector('.room h1, .office-empty h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('.room h1:not([data-left])').waitFor();
  await page.locator('.office-loading').waitFor({ state: 'detached' });
}

/** Somebody writes in the first group. */
const writeInGroup = (message: string, text: string) =>
  playground.engine.receive({
    type: 'message',
    channel: 'whatsapp',
    chat: playground.engine.groups().find((g) => g.id === 1)!.chat,
    scope: 'group',
    at: Date.now(),
    message,
    revision: 0,
    sender: { id: '32499000001@s.whatsapp.net', name: 'Somebody' },
    text,
    media: [],
  });

const ROOMS = [
  '/today',
  '/groups',
  '/groups/1',
  '/groups/1?tab=messages',
  '/groups/1?tab=settings',
  '/groups/1?tab=registration',
  '/members',
  '/members/5',
  '/cases',
  '/cases/1',
  '/reviews',
  '/rules',
  '/rules/off-topic',
  '/evaluation',
  '/evaluation/1',
  '/account',
];
/** How far the page, or the room in it, is wider than the window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const room = document.getElementById('room');
    const within = room ? room.scrollWidth - room.clientWidth : 0;
    return Math.max(within, document.documentElement.scrollWidth - innerWidth);
  });
/** Keys that no catalogue has a sentence for stand on the page as they are. */
const rawKeys = (page: Page): Promise<string[]> =>
  page.evaluate(
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts, and textContent has the rest too.
    () => document.body.innerText.match(/\b[a-z]+(?:-[a-z]+)*\.[a-z]+(?:[.-][a-z0-9]+)*\b(?!\/)/g) ?? [],
  );
const KNOWN =
  /^(?:demo\.|whatsapp\.|facebook\.|www\.|e-?mail\.|[a-z-]+\.(?:be|com|net|org|eu|fr|nl|de|json|txt))/;

describe('sign-in', () => {
  it.each([
    ['light', LAPTOP],
    ['dark', SMALL_PHONE.viewport],
  ] as const)('is accessible, %s', async (colorScheme, viewport) => {
    const page = await arrive({ colorScheme, viewport });
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.fill('input[name=who]', 'Personne');
    await page.locator('button[type=submit]').click();
    await page.locator('input[name=code]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.fill('input[name=code]', '12345678');
    await page.locator('button[type=submit]').click();
    await page.locator('[role=alert]').waitFor();
  });
});

describe.each([
  ['a laptop', {}],
  ['a phone', PHONE],
] as [string, BrowserContextOptions][])('every room of a mandatary on %s', (_, options) => {
  it('has no violation of WCAG 2.2 AA in light or dark, fits, and lacks no sentence', async () => {
    const page = await deskOf('mandaté', options);
    const size = page.viewportSize()!;
    const found: string[] = [];
    for (const path of ROOMS) {
      await page.emulateMedia({ colorScheme: 'light' });
      await open(page, path);
      for (const v of await violations(page)) found.push(`${path} ${v}`);
      if ((await overflow(page)) > 0) found.push(`${path} scrolls sideways`);
      for (const key of await rawKeys(page)) if (!KNOWN.test(key)) found.push(`${path} raw key ${key}`);
      await page.emulateMedia({ colorScheme: 'dark' });
      for (const v of await violations(page, 'colours')) found.push(`${path} dark ${v}`);
      // 360 px is the smallest phone; 200 % zoom of a 1280 px window is a window of 640 px.
      await page.setViewportSize(options.isMobile ? SMALL_PHONE.viewport : { width: 640, height: 400 });
      if ((await overflow(page)) > 0) found.push(`${path} scrolls sideways when it is small`);
      const behind = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      if (options.isMobile && behind > 0) found.push(`${path}: ${behind} empty pixels below the page`);
      await page.setViewportSize(size);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    expect(found).toEqual([]);
  }, 120_000);
});

describe('the page speaks', () => {
  it('in every language, without a sentence missing', async () => {
    const page = await deskOf('mandaté');
    const found: string[] = [];
    for (const lang of ['nl', 'de', 'en', 'fr']) {
      await page.locator('.office-side select').first().selectOption(lang);
      await page.waitForFunction((l) => document.documentElement.lang === l, lang);
      for (const path of [
        '/today',
        '/groups/1?tab=settings',
        '/groups/1?tab=registration',
        '/cases/1',
        '/evaluation/1',
        '/members',
      ]) {
        await open(page, path);
        for (const key of await rawKeys(page)) if (!KNOWN.test(key)) found.push(`${lang} ${path} ${key}`);
      }
    }
    expect(found).toEqual([]);
  }, 120_000);
});

/** Which rooms each office has; what the server answers to each is in test/console/office/rights.test.ts. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  // It names who stands in for a coordinator (art. 8 b).
  'steering-committee': ['today', 'groups', 'rules', 'evaluation'],
  coordinator: ['today', 'groups', 'members', 'reviews', 'cases', 'rules', 'evaluation'],
  mandatary: ['today', 'groups', 'members', 'reviews', 'cases', 'rules', 'evaluation'],
  'chef-de-corps': ['today', 'groups', 'members', 'cases', 'rules', 'evaluation'],
  'authority-delegate': ['today', 'groups', 'cases', 'rules'],
  operator: ['groups', 'rules', 'operator'],
};
const EVERY_ROOM = ['today', 'groups', 'members', 'reviews', 'cases', 'rules', 'evaluation', 'operator'];

it('each office has its rooms and no others: neither a door nor a page', async () => {
  const page = await arrive();
  const found: string[] = [];
  for (const [role, rooms] of Object.entries(DOORS)) {
    await page.evaluate(async (wanted) => {
      const me = await fetch('/api/office/me').then((r) => r.json());
      const { person } = me.demo.find((d: { role: string }) => d.role === wanted);
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ person });
      await fetch('/api/office/sign-in/demo', { method: 'POST', headers, body });
    }, role);
    await page.goto('/');
    await page.locator('.office .room h1').waitFor();
    const doors = await page
      .locator('.office-side nav .door')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')?.slice(1)));
    if (doors.join() !== rooms.join()) found.push(`${role} has the doors ${doors.join()}`);
    for (const room of EVERY_ROOM) {
      await page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
        return new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
      }, `/${room}`);
      const there = (await page.locator('.office-empty h1').count()) === 0;
      if (there !== rooms.includes(room)) found.push(`${role} ${there ? 'enters' : 'misses'} ${room}`);
    }
    await page.evaluate(async () => {
      const { csrf } = await fetch('/api/office/me').then((r) => r.json());
      await fetch('/api/office/sign-out', { method: 'POST', headers: { 'x-garde-fou': csrf } });
    });
  }
  expect(found).toEqual([]);
}, 60_000);

it('every room says what to do when the server does not answer, and goes on when it does', async () => {
  const page = await deskOf('mandaté');
  const found: string[] = [];
  for (const path of ['/today', '/groups/1', '/members', '/cases', '/account']) {
    const asked = `**/api/office${path}*`;
    await open(page, path === '/account' ? '/rules' : '/account');
    await page.route(asked, (route) => route.abort());
    await open(page, path);
    const trouble = page.locator('.office-trouble');
    await trouble.first().waitFor();
    if (!(await trouble.first().textContent())?.includes('connexion')) found.push(`${path} does not say it`);
    if ((await page.locator('#room h1').count()) !== 1) found.push(`${path} has no head`);
    await page.unroute(asked);
    await trouble.first().locator('button').click();
    await trouble.first().waitFor({ state: 'detached' });
  }
  lasting.get('mandaté false')!.problems.splice(0);
  expect(found).toEqual([]);
}, 60_000);

describe('a mandatary', () => {
  it('publishes a held report with one key and the time of the call, takes that back, and does it for good', async () => {
    const page = await deskOf('mandaté');
    await open(page, '/today');
    const cards = page.locator('section[aria-labelledby=author] .item-hold');
    const before = await cards.count();
    expect(before).toBeGreaterThan(0);
    await cards.first().focus();
    await page.keyboard.press('1');
    await page.locator('dialog input[name=informed]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => cards.count()).toBe(before - 1);
    await page.locator('.toast.undo button').click();
    await expect.poll(() => cards.count()).toBe(before);
    await cards.first().locator('button').first().click();
    await page.locator('dialog button[type=submit]').click();
    await expect.poll(() => cards.count()).toBe(before - 1);
    // Leaving the page sends what was decided.
    await page.goto('about:blank');
    await page.goto('/today');
    await page.locator('.item').first().waitFor();
    await expect.poll(() => cards.count()).toBe(before - 1);
  }, 60_000);

  it('hears of a change that somebody else makes, without reloading', async () => {
    const page = await deskOf('mandaté');
    await open(page, '/groups/1');
    await expect.poll(() => page.locator('.mode-tag').first().textContent()).toBe('Retenir');
    playground.engine.changePolicy(1, { mode: 'ask' });
    writeInGroup('live-1', 'La réunion est jeudi');
    await expect
      .poll(() => page.locator('.mode-tag').first().textContent(), { timeout: 10_000 })
      .toBe('Demander');
    playground.engine.changePolicy(1, { mode: 'hold' });
  });

  it('signs a removal that waits for the second signature, and reads the letter', async () => {
    const page = await deskOf('mandaté');
    await open(page, '/cases');
    await page.locator('.group-card', { hasText: 'M-4' }).first().click();
    await page.locator('.ladder').waitFor();
    expect(await page.locator('.rung').count()).toBe(4);
    expect(await page.locator('.rung.current').textContent()).toContain('M-4');
    await page.getByRole('button', { name: 'Signer', exact: true }).click();
    await page.locator('dialog button[type=submit]').click();
    await expect.poll(() => page.locator('.marks').last().textContent()).toContain('Signé');
    await expect.poll(() => page.locator('.rung.current').textContent()).toContain('mandaté');
    const href = await page.locator('a[href$="/letters/reprimand"]').getAttribute('href');
    const letter = await page.request.get(href!);
    expect(letter.status()).toBe(200);
    expect(await letter.text()).toContain('Schriftelijke berisping');
  }, 60_000);

  it('walks through by keyboard alone', async () => {
    const page = await arrive();
    await page.locator('.demo-people button', { hasText: 'mandaté' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.office .room h1').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    const labels: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      labels.push((await page.evaluate(() => document.activeElement?.textContent ?? '')).trim());
    }
    expect(labels.join(' ')).toContain('Membres');
    await page.locator('.to-members:visible').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/members');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  }, 60_000);
});

describe('a coordinator', () => {
  it('sees their own group only, and no room of the machine', async () => {
    const page = await deskOf('coordinateur');
    await open(page, '/groups');
    expect(await page.locator('.group-card').count()).toBe(1);
    expect(await page.locator('.door.to-operator').count()).toBe(0);
    const status = (path: string) =>
      page.evaluate((p) => fetch(`/api/office${p}`).then((r) => r.status), path);
    expect(await status('/operator')).toBe(403);
    expect(await status('/groups/3')).toBe(404);
  });

  it('tries a sentence and sees what would become of it', async () => {
    const page = await deskOf('coordinateur');
    await open(page, '/rules');
    await page.locator('textarea').fill('Une voiture suspecte, plaque 1-ABC-234');
    await page.locator('.tried mark').waitFor();
    expect(await page.locator('.tried mark').textContent()).toBe('1-ABC-234');
  });
});

describe('a coordinator completes', () => {
  it('the charter, and the checklist follows; what is closed stays as it was', async () => {
    const page = await deskOf('coordinateur');
    const [{ id }] = await page.evaluate(() => fetch('/api/office/groups').then((r) => r.json()));
    await open(page, `/groups/${id}?tab=registration`);
    await page.locator('.charter summary').first().click();
    await page.fill('.charter input[name=policeZone]', 'Zone du Val');
    await page.locator('.charter button[type=submit]').click();
    await page.locator('.toast', { hasText: 'Enregistré' }).waitFor();
    const kept = await page.evaluate((g) => fetch(`/api/office/groups/${g}`).then((r) => r.json()), id);
    expect(kept.charter).toMatchObject({ policeZone: 'Zone du Val', hot: { levels: null }, members: null });
    await page.locator('.charter input[name=policeZone]').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('what was done is taken back', () => {
  it('a setting, by the button beside what was said', async () => {
    const page = await deskOf('coordinateur');
    const [{ id }] = await page.evaluate(() => fetch('/api/office/groups').then((r) => r.json()));
    const mode = () =>
      page.evaluate(
        (g) => fetch(`/api/office/groups/${g}`).then(async (r) => (await r.json()).policy.mode),
        id,
      );
    await open(page, `/groups/${id}?tab=settings`);
    const before = await mode();
    const other = before === 'ask' ? 'hold' : 'ask';
    await page.locator(`input[name=mode][value=${other}]`).check();
    await page.locator('.toast.undo button').waitFor();
    expect(await mode()).toBe(other);
    await page.locator('.toast.undo button').click();
    await expect.poll(mode).toBe(before);
    expect(await page.locator(`input[name=mode][value=${before}]`).isChecked()).toBe(true);
  });

  it('a report that was closed, by Ctrl+Z; news of something else does not bring it back before', async () => {
    const page = await deskOf('mandaté');
    writeInGroup('reported', 'Un homme force une porte, 101 prévenu');
    await open(page, '/groups/1');
    const threads = page.locator('section[aria-labelledby=threads] li');
    const before = await threads.count();
    expect(before).toBeGreaterThan(0);
    await threads.first().locator('button').click();
    await expect.poll(() => threads.count()).toBe(before - 1);
    const asked = page.waitForResponse((r) => r.url().includes('/api/office/groups/1'));
    writeInGroup('live-2', 'La réunion est jeudi');
    await asked;
    expect(await threads.count()).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => threads.count()).toBe(before);
  });
});

it('who signs out right after a decision has decided', async () => {
  writeInGroup('reported-late', 'Un homme force une fenêtre, 101 prévenu');
  const page = await arrive();
  await enter(page, 'mandaté');
  await open(page, '/groups/1');
  const { threads } = openedStore!;
  const before = threads.openOf(1).length;
  expect(before).toBeGreaterThan(0);
  await page.locator('section[aria-labelledby=threads] li button').first().click();
  await page.locator('.door.leave').first().click();
  await page.locator('.sign-in').waitFor();
  expect(threads.openOf(1)).toHaveLength(before - 1);
});

it('a dialog keeps the focus while it is open, and gives it back', async () => {
  const page = await deskOf('mandaté');
  writeInGroup('held', 'Un homme regarde par les fenêtres');
  await open(page, '/today');
  const card = page.locator('.item-hold[tabindex]').first();
  await card.focus();
  await page.keyboard.press('2');
  await page.locator('dialog[open]').waitFor();
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body,
      ),
    ).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await card.evaluate((c) => c === document.activeElement)).toBe(true);
});

it('a printed case holds the case and nothing that can be pressed', async () => {
  const page = await deskOf('mandaté');
  await open(page, '/cases/3');
  await page.emulateMedia({ media: 'print' });
  expect(
    await page.locator('#room button:visible, #room .no-print:visible, .office-side:visible').count(),
  ).toBe(0);
  expect(await page.locator('.print-only:visible').textContent()).toContain('Sophie Maes');
  expect(await page.locator('.ladder .rung:visible').count()).toBe(4);
  await page.emulateMedia({ media: 'screen' });
});

it('what one decides goes away in the other’s browser, without loading it again', async () => {
  const [mandatary, coordinator] = [await deskOf('mandaté'), await deskOf('coordinateur')];
  await open(coordinator, '/reviews');
  await open(mandatary, '/reviews');
  const theirs = coordinator.locator('.item-review');
  const before = await theirs.count();
  expect(before).toBeGreaterThan(0);
  const name = (await theirs.first().getAttribute('aria-label'))!;
  const same = mandatary.locator(`.item-review[aria-label="${name}"]`).first();
  await same.focus();
  await mandatary.keyboard.press('1');
  // Decided for good when the page is left.
  await mandatary.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect.poll(() => theirs.count()).toBe(before - 1);
});

describe('the operator', () => {
  it('sees the machine, in light and dark without a violation, and nobody’s words', async () => {
    const page = await deskOf('exploitant');
    await open(page, '/operator');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, 'colours')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.locator('.door.to-members').count()).toBe(0);
    expect(await page.evaluate(() => fetch('/api/office/members').then((r) => r.status))).toBe(403);
  });

  it('links the phone again by a code, and sees live that it is linked', async () => {
    const page = await deskOf('exploitant');
    await open(page, '/operator');
    const card = page.locator('.channel-grid > li', { hasText: 'WhatsApp' });
    expect(await card.locator('[role=alert]').textContent()).toContain('appareils');
    await card.locator('.item-actions button').click();
    await page.locator('dialog input[value=code]').check();
    await page.fill('dialog input[name=number]', '+32 470 12 34 56');
    await page.locator('dialog input[name=read]').check();
    expect(await violations(page)).toEqual([]);
    await page.locator('dialog button[type=submit]').click();
    expect(await card.locator('.pair-code').textContent()).toBe('ABCD\u20111234');
    whatsapp.phone = { state: 'pairing', problem: null, pairing: { qr: '2@def' }, number: null };
    await card.locator('.qr svg').waitFor();
    expect(await violations(page)).toEqual([]);
    whatsapp.phone = { state: 'open', problem: null, pairing: null, number: '32470123456' };
    await card.locator('.flag-good').waitFor();
    expect(await card.textContent()).toContain('+32470123456');
  });

  it('reads on Today and in the machine which rule was broken, until it is mended', async () => {
    const page = await deskOf('exploitant');
    await open(page, '/operator');
    playground.rulesBroken('rules/annex-4/leak.yaml: severity is missing');
    await page.locator('.machine-trouble pre', { hasText: 'severity' }).waitFor();
    expect(await violations(page)).toEqual([]);
    playground.useRules(fakeRules(), fakeAnalyser);
    await page.locator('.machine-trouble').waitFor({ state: 'detached' });
  });
});

it('a passkey is made on a device, signs in there without a code, and is taken back', async () => {
  const page = await arrive();
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await enter(page, 'coordinateur');
  const name = await page.locator('.account .who strong').first().textContent();
  await open(page, '/account');
  await page.getByRole('button', { name: 'Ajouter cet appareil' }).click();
  await page.locator('.lines li', { hasText: 'jamais utilisée' }).waitFor();
  // The same device has one already, and says so.
  await page.getByRole('button', { name: 'Ajouter cet appareil' }).click();
  await page.locator('.toast.bad', { hasText: 'déjà' }).waitFor();
  await page.locator('.door.leave').first().click();
  await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click();
  await page.locator('.office .room h1').waitFor();
  expect(await page.locator('.account .who strong').first().textContent()).toBe(name);
  await open(page, '/account');
  await page
    .locator('.lines li', { hasText: /utilisée/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Retirer/ }).click();
  await page.locator('.toast', { hasText: 'n’ouvre plus rien' }).waitFor();
  expect(await page.evaluate(() => fetch('/api/office/account').then((r) => r.json()))).toMatchObject({
    passkeys: [],
  });
});

// How fast it is, `npm run bench:console` measures: a clock in a test would tell of the machine.
it('the first load is at most 100 KB over the wire', async () => {
  const page = await arrive();
  await enter(page, 'mandaté');
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  let [files, bytes] = [0, 0];
  wire.on('Network.loadingFinished', (e) => {
    files++;
    bytes += e.encodedDataLength;
  });
  await page.goto('/today');
  await page.locator('.item').first().waitFor();
  expect(files).toBeGreaterThan(4);
  expect(bytes).toBeLessThan(100 * 1024);
});

it('among many groups the one that burns comes first, and is found by /, j and Enter', async () => {
  const { engine } = playground;
  const { person: id, name } = engine.members(1).find((m) => m.role === 'mandatary')!;
  await addGroups({ engine, store: openedStore!, mandatary: { id, name }, groups: 8, now: Date.now() });
  const page = await deskOf('mandaté');
  await open(page, '/groups');
  await page.locator('#part-waiting').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.locator('#room h2').first().textContent()).toContain('À décider');
  expect(await page.locator('.group-card').first().locator('.flag-warn').count()).toBe(1);
  await page.locator('#room h1').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('kerk');
  expect(await page.locator('.group-card').count()).toBe(1);
  await page.keyboard.press('Tab');
  await page.locator('#room h1').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Kerkplein/ }).waitFor();
  // Who turned the keys off has letters that are only letters.
  await page.evaluate(() => localStorage.setItem('garde-fou.keys', 'off'));
  await open(page, '/groups');
  await page.locator('#room h1').focus();
  await page.keyboard.press('j');
  expect(await page.locator('.group-card:focus').count()).toBe(0);
  await page.evaluate(() => localStorage.removeItem('garde-fou.keys'));
});
