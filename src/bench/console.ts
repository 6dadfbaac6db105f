/**
 * `npm run bench:console`: what a mandatary's browser waits for, in a real Chromium over the demonstration's year, with
 * the demonstration's groups and with forty. Prints a table and writes bench-results-console.json.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { loadReader } from '../cli/load-analyser.js';
import { openDemoYear } from '../console/demo/open-demo-year.js';
import { projectRoot } from '../root.js';
import { addGroups } from './many-groups.js';
import { printMachine, results } from './results.js';

const RUNS = 7;
const GROUPS = 40;
interface Load {
  /** Bytes over the wire, headers included. */
  readonly bytes: number;
  /** From the start of the navigation to something that can be pressed, with the page idle again, in ms. */
  readonly interactive: number;
  /** Of all processes of the browser, and of the server with what measures it, in ms: others on the machine don't count. */
  readonly computing: number;
}
const { put, save } = results({ what: 64, value: 8, unit: 4, decimals: (n) => (n < 100 ? 1 : 0) });

const dir = mkdtempSync(join(tmpdir(), 'garde-fou-bench-'));
const now = Date.now();
const playground = await openDemoYear(dir, await loadReader(), now);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  printMachine(`Chromium ${browser.version()}, `);
  const cookies = await signIn(browser);
  const bare = await loads(browser, cookies, '/healthz', 'body');
  put('to compare: a page of a few letters from the same server', median(bare, 'interactive'), 'ms');
  put('  computing time of browser and server together', median(bare, 'computing'), 'ms');
  const six = await loads(browser, cookies, '/today', '.item-actions .button');
  put('first load of Today, over the wire, compressed', median(six, 'bytes') / 1024, 'KB', '≤ 100');
  put('first load of Today, until it can be used', median(six, 'interactive'), 'ms', '≤ 1000');
  put('  computing time of browser and server together', median(six, 'computing'), 'ms');
  const { engine, store } = playground;
  const { person: id, name } = engine.members(1).find((m) => m.role === 'mandatary')!;
  const already = engine.groups().filter((g) => engine.members(g.id).some((m) => m.person === id)).length;
  await addGroups({
    engine,
    store,
    mandatary: { id, name },
    groups: GROUPS - already,
    now,
  });
  const forty = await loads(browser, cookies, '/today', '.item-actions .button');
  put(`with ${GROUPS} groups: Today, over the wire`, median(forty, 'bytes') / 1024, 'KB', '≤ 100');
  put(`with ${GROUPS} groups: Today, until it can be used`, median(forty, 'interactive'), 'ms', '≤ 1000');
  put('  computing time of browser and server together', median(forty, 'computing'), 'ms');
  const groups = await loads(browser, cookies, '/groups', '.group-card');
  put(`with ${GROUPS} groups: Groups, until it can be used`, median(groups, 'interactive'), 'ms', '≤ 1000');
  put('  computing time of browser and server together', median(groups, 'computing'), 'ms');
} finally {
  await browser.close();
  await playground.close();
  rmSync(dir, { recursive: true, force: true });
}
save(join(projectRoot, 'bench-results-console.json'));

async function signIn(browser: Browser): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext({ locale: 'fr-BE', baseURL: playground.listening.url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('.demo-people button', { hasText: 'Maes' }).first().click();
  await page.locator('.office .room h1').waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Each with an empty cache. */
async function loads(
  browser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
  path: string,
  usable: string,
): Promise<Load[]> {
  const seen: Load[] = [];
  for (let i = 0; i < RUNS; i++) {
    const context = await browser.newContext({
      storageState,
      locale: 'fr-BE',
      baseURL: playground.listening.url,
    });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    wire.on('Network.loadingFinished', (e) => {
      bytes += e.encodedDataLength;
    });
    await page.addInitScript((selector) => {
      const look = (): void => {
        if (document.querySelector(selector) === null) return;
        observer.disconnect();
        // Painted, and nothing of the page left to run.
        requestAnimationFrame(() =>
          setTimeout(() => {
            (window as unknown as { usable: number }).usable = performance.now();
          }),
        );
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      addEventListener('DOMContentLoaded', look);
    }, usable);
    const before = await computed(browser);
    await page.goto(path);
    const at = await page.waitForFunction(() => (window as unknown as { usable?: number }).usable);
    const interactive = (await at.jsonValue()) as number;
    const computing = (await computed(browser)) - before;
    await page.waitForLoadState('load');
    await page.waitForTimeout(200);
    seen.push({ bytes, interactive, computing });
    await context.close();
  }
  return seen;
}

async function computed(browser: Browser): Promise<number> {
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const { user, system: kernel } = process.cpuUsage();
  return processInfo.reduce((sum, p) => sum + p.cpuTime * 1000, (user + kernel) / 1000);
}

function median(loads: readonly Load[], what: keyof Load): number {
  return loads.map((l) => l[what]).sort((a, b) => a - b)[Math.floor(loads.length / 2)]!;
}
