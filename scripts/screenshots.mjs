// Makes the pictures of the README from the program itself: a story played in real Chromium, on a phone and on a
// laptop. Run after a build: node scripts/screenshots.mjs
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');
const main = join(root, process.env.OUTDIR ?? 'dist', 'cli', 'main.js');

const VIEWS = [
  { name: 'playground-phone', size: { width: 390, height: 844 }, scale: 2, phone: true },
  { name: 'playground-laptop', size: { width: 1366, height: 768 }, scale: 1.5, phone: false },
];

async function serve(database) {
  const child = spawn(process.execPath, [main, 'start', '--port', '0', '--database', database]);
  let output = '';
  child.stderr.pipe(process.stderr);
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /http:\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`garde-fou start ended at once: ${output}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, stop };
}

/** A report that is held, confirmed and put back, with an answer below it. */
async function tellTheStory(page, view) {
  const say = async (slot, text) => {
    await page.locator(`input[value=${slot}]`).check();
    await page.fill('#composer', text);
    await page.press('#composer', 'Enter');
    await page.locator('.chip').last().waitFor();
    await page.waitForTimeout(300);
  };
  await say('coordinator', 'Bonsoir à tous. Réunion du partenariat jeudi à 19 h 30, à la maison communale.');
  await say('m2', "Un homme regarde à l'intérieur des voitures place de l'Église, capuche grise, sac à dos.");
  await page.locator('.knock').click();
  await page.locator('.answer').first().click();
  await page.locator('.answer.pressed').waitFor();
  await page.locator('#tab-group').click();
  await page.locator('.kind-repost').waitFor();
  await say('m1', 'Merci Karim. Je le vois aussi, il marche vers la gare.');
  if (!view.phone) await page.locator('.chip.outcome-held').click();
  await page.mouse.move(0, 0);
  await page.locator('.toast').waitFor({ state: 'detached' });
}

if (!existsSync(CHROMIUM)) {
  process.stderr.write(`No ${CHROMIUM}. Install it with: apt-get install -y chromium\n`);
  process.exit(1);
}
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  for (const view of VIEWS) {
    const server = await serve(join(folder, `${view.name}.sqlite`));
    const context = await browser.newContext({
      viewport: view.size,
      deviceScaleFactor: view.scale,
      isMobile: view.phone,
      hasTouch: view.phone,
      locale: 'fr-BE',
      colorScheme: 'light',
    });
    const page = await context.newPage();
    await page.goto(server.url);
    await tellTheStory(page, view);
    const file = join(images, `${view.name}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
    await context.close();
    await server.stop();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
