/** A real Chromium for the tests, and a page that fails its test for whatever a visitor's console would show. */
import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Throws with the remedy when there is no Chromium: these tests are never silently left out. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`The browser tests need ${CHROMIUM}. Install it with: apt-get install -y chromium`);
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}

export interface Visit {
  readonly page: Page;
  /** What went wrong in the page so far: errors, CSP violations, requests to other hosts. */
  readonly problems: string[];
  /** Ends the visit: nothing of it is left, and the page is there for the next one of the same kind. */
  leave(): Promise<void>;
}

/** Pages whose visit has ended, by the options they were made with: a new one costs a process and a second or two. */
const free = new WeakMap<Browser, Map<string, Page[]>>();

/** Opens `url` and waits for the chat. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const kinds = free.get(browser) ?? new Map<string, Page[]>();
  free.set(browser, kinds);
  const kind = JSON.stringify(options);
  const page = kinds.get(kind)?.pop() ?? (await newPage(browser, options));
  const problems: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`console: ${message.text()}`);
  };
  const onError = (error: Error): void => void problems.push(`error: ${error.message}`);
  const onRequest = (request: Request): void => {
    if (new URL(request.url()).origin !== new URL(url).origin) problems.push(`request: ${request.url()}`);
  };
  page.on('console', onConsole).on('pageerror', onError).on('request', onRequest);
  await page.goto(url);
  await page.waitForSelector('#composer');
  return {
    page,
    problems,
    async leave() {
      await page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      page.off('request', onRequest);
      await page.goto('about:blank');
      page.off('console', onConsole).off('pageerror', onError);
      kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-BE',
    viewport: { width: 1366, height: 768 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  // A machine that runs all tests at once opens slowly.
  page.setDefaultNavigationTimeout(60_000);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => console.error(`CSP: ${e.violatedDirective}`));
  });
  return page;
}

export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const SMALL_PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

/** Chooses who is speaking. */
export const speak = (page: Page, slot: string): Promise<void> =>
  page.locator(`input[value=${slot}]`).check();

/** Writes a message as whoever is speaking. */
export async function say(page: Page, text: string): Promise<void> {
  await page.fill('#composer', text);
  await page.press('#composer', 'Enter');
}
