/** The scripts that an address begins with are named in its page, so that none waits for another. */
import { expect, it } from 'vitest';
import { modulesOf } from '../../src/console/modules.js';
import { page } from '../../src/console/page.js';

const modules = {
  main: ['main.js', 'chunk-A.js'],
  app: ['app-1.js', 'chunk-A.js'],
  office: ['office-1.js', 'chunk-A.js', 'chunk-B.js'],
  others: ['others-1.js', 'chunk-B.js'],
};

it.each([
  ['/', ['chunk-A.js']],
  ['/try', ['chunk-A.js', 'app-1.js']],
  ['/groups/:id?', ['chunk-A.js', 'office-1.js', 'chunk-B.js', 'others-1.js']],
  ['/sign-in', ['chunk-A.js', 'office-1.js', 'chunk-B.js']],
])('%s', (path, names) => {
  expect(modulesOf(path, modules)).toEqual(names);
  const html = new TextDecoder().decode(page('fr', {}, names).body);
  for (const name of names) expect(html).toContain(`<link rel="modulepreload" href="/${name}">`);
});
