import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// A newcomer without a browser for tests can still run all the others, and is told; in CI a missing browser is a failure.
const withoutBrowser = !existsSync('/usr/bin/chromium') && !process.env.CI;
if (withoutBrowser)
  console.warn(
    '\nThere is no /usr/bin/chromium: the tests in the browser (test/browser) are left out.\nTo run them too: apt-get install -y chromium\n',
  );

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    exclude: withoutBrowser ? ['test/browser/**', '**/node_modules/**'] : ['**/node_modules/**'],
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Files share their worker's modules: the rules and the language model are read once, not a hundred times. A test
    // that needs a module as it was before anybody used it asks for it (`vi.resetModules`).
    isolate: false,
  },
});
