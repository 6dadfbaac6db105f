/** Pictures in the playground, in a real browser: chosen, pasted, dropped, looked at, covered, put back. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlayground, type Playground } from '../../src/console/open-playground.js';
import { build } from '../console/support/build.js';
import { fakeAnalyser, fakeRules } from '../console/support/fake-reader.js';
import { inProcessVision } from '../vision/in-process.js';
import { jpeg, picture, plain } from '../vision/pictures.js';
import { openBrowser, type Visit, visit } from './support/browser.js';

let browser: Browser;
let publicDir: string;
let playground: Playground;
let open: Visit;
/** A calm scene, and one with a “plate” (red) in it. */
let garden: Buffer;
let car: Buffer;

beforeAll(async () => {
  publicDir = join(build('pictures'), 'console', 'public');
  browser = await openBrowser();
  garden = await jpeg();
  const plate = await plain('#ff0000', 80, 20).png().toBuffer();
  car = await picture(320, 240)
    .composite([{ input: plate, left: 100, top: 180 }])
    .jpeg({ quality: 95 })
    .toBuffer();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  playground = await openPlayground({
    database: ':memory:',
    rules: fakeRules(),
    analyser: fakeAnalyser,
    host: '127.0.0.1',
    port: 0,
    publicDir,
    vision: inProcessVision(),
  });
  open = await visit(browser, playground.listening.url);
});
afterEach(async () => {
  await open.leave();
  await playground.close();
  expect(open.problems, 'no error, no CSP violation, no request to elsewhere').toEqual([]);
});

const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, mimeType, buffer });
const attach = (page: Page, ...files: ReturnType<typeof file>[]): Promise<void> =>
  page.locator('.composer input[type=file]').setInputFiles(files);
/** Hands files to the page the way a paste or a drop does. */
const hand = (page: Page, type: 'paste' | 'drop', buffer: Buffer): Promise<void> =>
  page.evaluate(
    ({ type, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' }));
      const target = document.querySelector(type === 'paste' ? '#composer' : '.composer')!;
      const init = { bubbles: true, cancelable: true } as const;
      target.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data }),
      );
    },
    { type, bytes: [...buffer] },
  );
const loaded = (page: Page, selector: string): Promise<unknown> =>
  page.waitForFunction((s) => {
    const image = document.querySelector<HTMLImageElement>(s);
    return image?.complete === true && image.naturalWidth > 0;
  }, selector);

describe('a picture in the playground', () => {
  it('that shows nothing becomes a bubble with its words under it', async () => {
    const { page } = open;
    await attach(page, file('garden.jpg', garden));
    await page.waitForSelector('.attachments img');
    await page.fill('#composer', 'Le jardin');
    await page.press('#composer', 'Enter');
    await loaded(page, '.messages .pictures img');
    expect(await page.textContent('.messages .bubble .text')).toBe('Le jardin');
    expect(await page.locator('.attachments').count()).toBe(0);
    await page.waitForSelector('.seen-allow');
  });

  it('with a plate leaves the group; the panel shows the box, the decision and the covered copy', async () => {
    const { page } = open;
    await attach(page, file('car.jpg', car));
    await page.press('#composer', 'Enter');
    await page.waitForSelector('.line.gone');
    await loaded(page, '.seen-block .seen-picture img');
    const box = page.locator('.seen-block rect.box-plate-photo');
    expect(Math.abs(Number(await box.getAttribute('x')) - 100)).toBeLessThan(4);
    await page.locator('.seen-block button').click();
    await loaded(page, '.seen-block .seen-picture img[src$="/safe"]');
    expect(await box.count()).toBe(0);
  });

  it('pasted or dropped is one too', async () => {
    const { page } = open;
    await hand(page, 'paste', garden);
    await page.waitForSelector('.attachments li:nth-child(1)');
    await hand(page, 'drop', garden);
    await page.waitForSelector('.attachments li:nth-child(2)');
    await page.locator('.attachments li:nth-child(1) button').click();
    expect(await page.locator('.attachments li').count()).toBe(1);
    await page.press('#composer', 'Enter');
    await loaded(page, '.messages .pictures img');
  });

  it('of an album leaves alone: the others stay', async () => {
    const { page } = open;
    await attach(page, file('a.jpg', garden), file('b.jpg', car), file('c.jpg', await jpeg(200, 100)));
    await page.press('#composer', 'Enter');
    await page.waitForSelector('.line.gone');
    await page.waitForFunction(() => document.querySelectorAll('.cards .seen').length === 3);
    expect(await page.locator('.messages .line.gone').count()).toBe(1);
    expect(await page.locator('.messages .pictures img').count()).toBe(2);
  });

  it('comes back covered when its poster presses the button, all by keyboard', async () => {
    const { page } = open;
    const chooser = page.waitForEvent('filechooser');
    await page.focus('.attach');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles([file('car.jpg', car)]);
    await page.waitForSelector('.attachments img');
    await page.keyboard.type('Une voiture');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.line.gone');
    await page.locator('.thread-tab').nth(1).focus();
    await page.keyboard.press('Enter');
    const button = page.locator('.answers button').first();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.answers .pressed');
    await page.locator('.thread-tab').first().focus();
    await page.keyboard.press('Enter');
    await loaded(page, '.kind-repost .pictures img');
    expect(await page.textContent('.kind-repost .text')).toBe('Une voiture');
  });

  it('that is too large or empty is refused in words, before anything is sent', async () => {
    const { page } = open;
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(21 * 1024 * 1024)], 'huge.jpg', { type: 'image/jpeg' }));
      document
        .querySelector('.composer')!
        .dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    });
    expect(await page.textContent('.toast')).toContain('20 Mo');
    await attach(page, file('empty.jpg', Buffer.alloc(0)));
    await page.waitForFunction(() => document.querySelector('.toast')?.textContent?.includes('vide'));
    expect(await page.locator('.attachments li').count()).toBe(0);
  });

  it('that is no picture waits for a person, and says so', async () => {
    const { page } = open;
    await attach(page, file('lettre.pdf', Buffer.from('%PDF-1.4 a letter'), 'application/pdf'));
    await page.press('#composer', 'Enter');
    await page.waitForSelector('.seen-review');
    expect(await page.textContent('.seen-review')).toContain('PDF');
  });
});
