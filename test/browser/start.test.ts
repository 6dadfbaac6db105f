/** All of it, as a visitor has it: the command, the real language engine, a real browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../console/support/build.js';
import { runStart } from '../console/support/run-start.js';
import { openBrowser, visit } from './support/browser.js';

it('the first example that the page offers is held, confirmed and put back', async () => {
  const data = mkdtempSync(join(tmpdir(), 'visit-'));
  const started = await runStart(build('visit'), ['--port', '0', '--database', join(data, 'g.sqlite')]);
  const browser = await openBrowser();
  try {
    const { page, problems } = await visit(browser, started.url);
    await page.locator('.try').first().click();
    await page.press('#composer', 'Enter');
    await page.locator('.chip.outcome-held').waitFor();
    expect(await page.locator('.card .finding').textContent()).toContain('police');
    await page.locator('.knock').click();
    await page.locator('.answer').first().click();
    await page.locator('.answer.pressed').waitFor();
    await page.locator('#tab-group').click();
    await page.locator('.kind-repost').waitFor();
    expect(await page.locator('.kind-repost').textContent()).toMatch(
      /Claire Dumont[\s\S]*voitures rue du Moulin/,
    );
    expect(problems).toEqual([]);
  } finally {
    await browser.close();
    expect(await started.stop()).toBe(0);
    rmSync(data, { recursive: true });
  }
}, 120_000);
