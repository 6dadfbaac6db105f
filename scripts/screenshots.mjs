// Pictures of each room for docs/images, on a laptop and a phone, over the demonstration's year:
//   node scripts/screenshots.mjs [room …]
// Everything is made up; the same year gives the same rooms.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, '.build', 'screenshots');
const images = join(root, 'docs', 'images');
const LARGEST = 80 * 1024;

/** Name of the picture, path, and who looks (an office as the French page writes it). */
const ROOMS = [
  ['sign-in', '/sign-in', null],
  ['today', '/today', 'mandaté'],
  ['group', '/groups/1', 'coordinateur'],
  ['members', '/members', 'coordinateur'],
  ['case', '/cases/3', 'mandaté'],
  ['reviews', '/reviews', 'mandaté'],
  ['rules', '/rules/plate-in-text', 'coordinateur'],
  ['evaluation', '/evaluation/1', 'mandaté'],
  ['operator', '/operator', 'exploitant'],
];
const SCREENS = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
};

execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, env: { ...process.env, OUTDIR: out } });
const from = (path) => import(join(out, path));
const { loadReader } = await from('cli/load-analyser.js');
const { openDemoYear } = await from('console/demo/open-demo-year.js');

const dir = mkdtempSync(join(tmpdir(), 'screenshots-'));
// The office's clock is the machine's.
const playground = await openDemoYear(dir, await loadReader(), Date.now());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
mkdirSync(images, { recursive: true });
const wanted = process.argv.slice(2);
try {
  for (const [screen, options] of Object.entries(SCREENS))
    for (const [name, path, who] of ROOMS) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const context = await browser.newContext({
        locale: 'fr-BE',
        baseURL: playground.listening.url,
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto('/sign-in');
      await page.locator('.sign-in').waitFor();
      if (who !== null) {
        await page.locator('.demo-people button', { hasText: who }).first().click();
        await page.locator('.office .room h1').waitFor();
        await page.goto(path);
        await page.locator('.room h1').waitFor();
        await page.locator('.office-loading').waitFor({ state: 'detached' });
      }
      const png = await page.screenshot({ animations: 'disabled' });
      const target = join(images, `console-${name}-${screen}.webp`);
      for (const quality of [82, 70, 55, 40]) {
        await sharp(png).webp({ quality, effort: 6 }).toFile(target);
        if (statSync(target).size <= LARGEST) break;
      }
      process.stdout.write(`${target} ${Math.round(statSync(target).size / 1024)} KB\n`);
      await context.close();
    }
} finally {
  await browser.close();
  await playground.close();
  rmSync(dir, { recursive: true, force: true });
}
