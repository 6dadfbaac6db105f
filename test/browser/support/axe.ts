import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Every violation of WCAG 2.2 AA (and of good practice) that axe finds, as lines that name the place. `colours`: only what
 * depends on them, for a page whose other half was looked at in other colours.
 */
export async function violations(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Injected by the debugger, past the page's own policy; the page itself stays as visitors have it.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async (only) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            context: Document,
            options: object,
          ): Promise<{
            violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
          }>;
        };
      };
      const result = await axe.run(document, { runOnly: only, resultTypes: ['violations'], iframes: false });
      return result.violations.flatMap((v) =>
        v.nodes.map(
          (n) => `${v.id}: ${n.html.slice(0, 160)} (${n.failureSummary.replace(/\s+/g, ' ').slice(0, 240)})`,
        ),
      );
    },
    what === 'all'
      ? { type: 'tag', values: TAGS }
      : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  );
}
