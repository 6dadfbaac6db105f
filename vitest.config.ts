import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// A newcomer without a browser for tests can still run all the others, and is told; in CI a missing browser is a failure.
const withoutBrowser = !existsSync('/usr/bin/chromium') && !process.env.CI;
if (withoutBrowser)
  console.warn(
    '\nThere is no /usr/bin/chromium: the tests in the browser (test/browser) are left out.\nTo run them too: apt-get install -y chromium\n',
  );

/** Begun last, one of these would keep one core busy for a minute while the other has nothing left to do. */
const LONG = [
  'test/browser/',
  'test/crash/',
  'test/stories/',
  'test/vision/',
  'test/console/start',
  'test/audit/',
];
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (f: TestSpecification): number => {
      const at = LONG.findIndex((path) => f.moduleId.includes(path));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    exclude: withoutBrowser ? ['test/browser/**', '**/node_modules/**'] : ['**/node_modules/**'],
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Files share their worker's modules: the rules and the language model are read once, not a hundred times. A test
    // that needs a module as it was before anybody used it asks for it (`vi.resetModules`).
    isolate: false,
  },
});
