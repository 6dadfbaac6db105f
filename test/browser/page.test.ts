/** The page in a real browser, over a real server and engine; only the language engine is the ten-word one. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlayground, type Playground } from '../../src/console/open-playground.js';
import { build } from '../console/support/build.js';
import { fakeAnalyser, fakeRules } from '../console/support/fake-reader.js';
import { openBrowser, PHONE, SMALL_PHONE, say, speak, type Visit, visit } from './support/browser.js';
import { faintTexts } from './support/contrast.js';

const REPORT = 'Un homme regarde dans les voitures rue du Moulin, veste noire';
let browser: Browser;
let publicDir: string;
let playground: Playground;
let open: Visit;

beforeAll(async () => {
  publicDir = join(build('page'), 'console', 'public');
  browser = await openBrowser();
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
  });
});
afterEach(async () => {
  await open.leave();
  await playground.close();
  expect(open.problems, 'the page raised no error, no CSP violation and no request to elsewhere').toEqual([]);
});
const start = async (options: Parameters<typeof visit>[2] = {}): Promise<Page> => {
  open = await visit(browser, playground.listening.url, options);
  return open.page;
};
const bubbles = (page: Page) => page.locator('[data-message]');

describe('a report without police', () => {
  it('is held, asked about privately, and put back when its poster presses the button', async () => {
    const page = await start();
    await say(page, REPORT);
    await page.getByText('Message retiré par Garde-fou').waitFor();
    expect(await page.locator('.chip.outcome-held').textContent()).toContain('Mis en attente');
    expect(await page.locator('.card').first().textContent()).toContain(REPORT);
    expect(await page.locator('.timers').textContent()).toContain('Claire');

    await page.locator('.knock').click();
    await page.getByText('Appelez d’abord').or(page.getByText("Appelez d'abord")).waitFor();
    await page.locator('.answer').first().click();
    await page.locator('.toast').waitFor();

    await page.locator('#tab-group').click();
    const repost = page.locator('.kind-repost');
    await repost.waitFor();
    expect(await repost.textContent()).toContain('Claire Dumont');
    expect(await repost.textContent()).toContain(REPORT);
    await page.locator('.to-ledger').click();
    expect(await page.locator('.ledger .card').count()).toBe(1);
    expect(await page.locator('.chain').textContent()).toContain('intacte');
  });

  it('shows the plate that proves a finding, marked in the text', async () => {
    const page = await start();
    await say(page, 'Une voiture suspecte, plaque 1-ABC-234');
    await page.locator('.card mark').waitFor();
    expect(await page.locator('.card mark').textContent()).toBe('1-ABC-234');
  });
});

describe('the chat', () => {
  it('edits, answers, reacts to and deletes a message', async () => {
    const page = await start();
    await say(page, 'La réunion est jeudi');
    await bubbles(page).first().locator('.more').click();
    await page.getByRole('button', { name: 'Modifier' }).click();
    await page.fill('#composer', 'La réunion est vendredi');
    await page.press('#composer', 'Enter');
    await page.getByText('modifié', { exact: true }).waitFor();
    expect(await bubbles(page).first().textContent()).toContain('vendredi');

    await speak(page, 'm2');
    await bubbles(page).first().locator('.more').click();
    await page.getByRole('button', { name: 'Répondre' }).click();
    await say(page, 'Merci Claire');
    await page.locator('.bubble .quoted').waitFor();
    expect(await page.locator('.bubble .quoted').textContent()).toContain('La réunion est vendredi');

    await bubbles(page).first().locator('.more').click();
    await page.getByRole('button', { name: 'Réagir avec 👍' }).click();
    await page.locator('.reaction').waitFor();

    await bubbles(page).nth(1).locator('.more').click();
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await page.getByText('Ce message a été supprimé').waitFor();
  });

  it('puts one’s own messages right and those of others left, under a day', async () => {
    const page = await start();
    await say(page, 'Bonjour');
    await speak(page, 'm2');
    await say(page, 'Bonsoir');
    await page.locator('.line.own', { hasText: 'Bonsoir' }).waitFor();
    expect(await page.locator('.line.other').textContent()).toContain('Claire Dumont');
    expect(await page.locator('.day').count()).toBe(1);
  });

  it('begins a new line with Shift+Enter and sends with Enter', async () => {
    const page = await start();
    await page.click('#composer');
    await page.keyboard.type('Une ligne');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('deux lignes');
    expect(await bubbles(page).count()).toBe(0);
    await page.keyboard.press('Enter');
    await bubbles(page).first().waitFor();
    expect(await bubbles(page).first().locator('.text').textContent()).toBe('Une ligne\ndeux lignes');
  });

  it('never reads what people write as HTML', async () => {
    const page = await start();
    await say(page, '<img src=x onerror="document.title=1"><b>gras</b>');
    await bubbles(page).first().waitFor();
    expect(await bubbles(page).first().locator('.text').textContent()).toContain('<b>gras</b>');
    expect(await page.title()).toBe('Garde-fou');
  });

  it('is the same in a second window, live', async () => {
    const page = await start();
    const second = await visit(browser, playground.listening.url);
    await say(page, 'Vu partout');
    await second.page.getByText('Vu partout').first().waitFor();
    await second.leave();
    expect(second.problems).toEqual([]);
  });
});

describe('the settings', () => {
  it('change what Garde-fou does', async () => {
    const page = await start();
    await page.locator('.to-settings').click();
    await page.locator('input[name=mode][value=observe]').check();
    await page.locator('.top .mode', { hasText: 'Observer' }).waitFor();
    await say(page, REPORT);
    await page.locator('.chip.outcome-observed').waitFor();
    expect(await bubbles(page).first().textContent()).toContain(REPORT);
  });

  it('speak the language that one chooses, and remember it', async () => {
    const page = await start();
    await page.locator('.to-settings').click();
    await page.selectOption('#page-lang', 'nl');
    await page.getByRole('heading', { name: 'Instellingen' }).waitFor();
    expect(await page.getAttribute('#composer', 'placeholder')).toContain('Schrijf');
    expect(await page.getAttribute('html', 'lang')).toBe('nl');
    await page.reload();
    await page.getByRole('button', { name: 'Verhalen' }).waitFor();
  });

  it('come in the browser’s own language first', async () => {
    const page = await start({ locale: 'de-BE' });
    expect(await page.getByRole('button', { name: 'Optionen', exact: true }).count()).toBe(1);
    expect(await page.locator('h1').textContent()).toContain('Mühlenviertel');
  });
});

describe('time', () => {
  it('jumps ahead, and what waits comes to its end', async () => {
    const page = await start();
    await say(page, REPORT);
    await page.locator('.timers li').waitFor();
    for (let i = 0; i < 7; i++) {
      await page.getByRole('button', { name: 'Avancer de 10 min' }).click();
      await page.locator('.ahead', { hasText: i < 5 ? `${(i + 1) * 10} min` : '1 h' }).waitFor();
    }
    await page.getByText('Garde-fou n’attend rien').or(page.getByText("Garde-fou n'attend rien")).waitFor();
  });
});

describe('a story', () => {
  it('plays to its end, with its buttons pressed', async () => {
    const page = await start();
    await page.locator('.to-stories').click();
    await page.locator('[data-story="02-fr-retenu-puis-remis"]').click();
    await page.locator('.story-bar').waitFor();
    for (let i = 0; i < 2; i++) await page.getByRole('button', { name: /^Vitesse/ }).click();
    await page.getByText("Fin de l'histoire").waitFor({ timeout: 30_000 });
    await page.locator('.kind-repost').waitFor();
    expect(await page.locator('.kind-repost').textContent()).toContain('Karim Benali');
  });

  it('can be paused, taken step by step, restarted and left', async () => {
    const page = await start();
    await page.locator('.to-stories').click();
    await page.locator('[data-story="01-fr-signalement-complet"]').click();
    await page.getByRole('button', { name: 'Pause' }).click();
    const count = page.locator('.story-count');
    const before = Number((await count.textContent())!.split(' ')[0]);
    await page.getByRole('button', { name: 'Un pas' }).click();
    await page.getByText(`${before + 1} sur`).waitFor();
    await page.getByRole('button', { name: 'Recommencer' }).click();
    await page.getByText('0 sur').waitFor();
    await page.getByRole('button', { name: "Quitter l'histoire" }).click();
    await page.locator('.story-bar').waitFor({ state: 'detached' });
  });
});

describe('with the keyboard only', () => {
  it('a report is sent, its answer read, the button pressed and the message menu used', async () => {
    const page = await start();
    const focused = () =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.locator('#composer').focus();
    await page.keyboard.type(REPORT);
    await page.keyboard.press('Enter');
    await page.locator('.knock').waitFor();

    await page.locator('.knock').focus();
    await page.keyboard.press('Enter');
    await page.locator('.answer').first().waitFor();
    await page.locator('#tab-bot').focus();
    for (let i = 0; i < 6 && !(await focused()).startsWith('answer'); i++) await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^answer/);
    await page.keyboard.press('Enter');
    await page.locator('.answer.pressed').waitFor();

    await page.locator('#tab-bot').focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.kind-repost').waitFor();
    await page.locator('[data-message][tabindex="0"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('dialog.menu[open]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.locator('dialog.menu').waitFor({ state: 'detached' });
    expect(await focused()).toContain('line');
  });

  it('the speaker is changed with the arrow keys', async () => {
    const page = await start();
    await page.locator('input[value=m1]').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('input[value=m2]').isChecked()).toBe(true);
    expect(await page.getAttribute('#composer', 'placeholder')).toContain('Karim');
  });
});

describe('on a phone', () => {
  it.each([
    ['390 px', PHONE],
    ['360 px', SMALL_PHONE],
  ])('of %s nothing is wider than the screen, and each section opens', async (_, phone) => {
    const page = await start(phone);
    await say(page, REPORT);
    await page.locator('.knock').waitFor();
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    for (const section of ['insight', 'ledger', 'stories', 'settings', 'chat']) {
      await page.locator(`.to-${section}`).tap();
      expect(await fits(), section).toBe(true);
    }
    expect(await page.locator('#composer').isVisible()).toBe(true);
  });

  it('a swipe to the right answers a message', async () => {
    const page = await start(PHONE);
    await say(page, 'Bonjour');
    await bubbles(page).first().waitFor();
    await bubbles(page)
      .first()
      .evaluate((bubble) => {
        const at = (type: string, clientX: number) =>
          bubble.dispatchEvent(
            new PointerEvent(type, {
              pointerType: 'touch',
              clientX,
              clientY: 300,
              bubbles: true,
              isPrimary: true,
            }),
          );
        at('pointerdown', 100);
        at('pointermove', 150);
        at('pointermove', 190);
        at('pointerup', 190);
      });
    await page.locator('.composing .quoted').waitFor();
    expect(await page.locator('.composing .quoted').textContent()).toContain('Bonjour');
  });

  it('what can be touched is large enough', async () => {
    const page = await start(PHONE);
    await say(page, 'Bonjour');
    await bubbles(page).first().waitFor();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, input, textarea, a[href]')]
        .map((e) => ({ e, box: e.getBoundingClientRect() }))
        .filter(
          ({ e, box }) =>
            box.width > 0 &&
            !e.classList.contains('skip') &&
            // Nobody touches it: it stands behind a button.
            e.ariaHidden !== 'true' &&
            (box.width < 24 || box.height < 24),
        )
        .map(({ e }) => e.className),
    );
    expect(small).toEqual([]);
  });
});

describe('when the line is lost', () => {
  it('the page says so, comes back by itself, and finds a room even when its own is gone', async () => {
    const page = await start();
    await page.locator('.to-stories').click();
    await page.getByRole('button', { name: 'Groupe neuf' }).click();
    await say(page, 'Avant la coupure');
    await bubbles(page).first().waitFor();
    const { port } = playground.listening;
    await playground.close();
    await page.locator('.offline').waitFor();
    playground = await openPlayground({
      database: ':memory:',
      rules: fakeRules(),
      analyser: fakeAnalyser,
      host: '127.0.0.1',
      port,
      publicDir,
    });
    await page.locator('.offline').waitFor({ state: 'detached' });
    await say(page, 'Après la coupure');
    await page.getByText('Après la coupure').first().waitFor();
    // The browser itself reports each failed attempt.
    const failures = open.problems.splice(0).filter((p) => !p.includes('Failed to load resource'));
    expect(failures).toEqual([]);
  });
});

describe('whoever sees less well', () => {
  it.each(['light', 'dark'] as const)('can read every word, in %s colours', async (colorScheme) => {
    const page = await start({ colorScheme, reducedMotion: 'reduce' });
    expect(await faintTexts(page)).toEqual([]);
    await say(page, REPORT);
    await page.locator('.chip.outcome-held').waitFor();
    await say(page, 'Je vends un vélo');
    await page.locator('.chip.outcome-warned').waitFor();
    await say(page, 'La plaque est 1-ABC-234');
    await page.locator('.chip.outcome-removed').waitFor();
    for (const section of ['insight', 'ledger', 'stories', 'settings']) {
      await page.locator(`.to-${section}`).click();
      expect(await faintTexts(page), section).toEqual([]);
    }
    await page.locator('.knock').click();
    await page.locator('.answer').first().waitFor();
    expect(await faintTexts(page)).toEqual([]);
  });

  it('hears of new messages, and every control has a name', async () => {
    const page = await start();
    expect(await page.getAttribute('[role=log]', 'aria-live')).toBe('polite');
    await say(page, REPORT);
    await page.locator('.knock').waitFor();
    for (const section of ['insight', 'ledger', 'stories', 'settings']) {
      await page.locator(`.to-${section}`).click();
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a')]
          .filter((e) => {
            // Behind a button that has a name.
            if (e.ariaHidden === 'true') return false;
            const labels = 'labels' in e ? [...((e as HTMLInputElement).labels ?? [])] : [];
            return !(e.ariaLabel || e.textContent?.trim() || labels.some((l) => l.textContent?.trim()));
          })
          .map((e) => e.outerHTML),
      );
      expect(nameless, section).toEqual([]);
    }
  });
});
