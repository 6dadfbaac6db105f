import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSampleGroups, loadStories } from '../../src/console/stories.js';
import { LANGS } from '../../src/domain/vocabulary.js';

describe('the sample conversations', () => {
  it('are at least ten, in the four languages', () => {
    const stories = loadStories();
    expect(stories.length).toBeGreaterThanOrEqual(10);
    expect(new Set(stories.map((s) => s.lang))).toEqual(new Set(LANGS));
  });

  it('have a sample group for each language', () => {
    expect(Object.keys(loadSampleGroups()).sort()).toEqual([...LANGS].sort());
  });
});

describe('a story with a mistake', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'stories-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const write = (yaml: string): void => writeFileSync(join(dir, 'a-story.yaml'), yaml);

  it('is refused with its file and its place', () => {
    write('title: A title\nabout: What this story is about\nlang: xx\nsteps: [{ note: a }, { note: b }]\n');
    expect(() => loadStories(dir)).toThrow(/a-story\.yaml.*\n?.*lang/s);
  });

  it('may not answer a message that was never sent', () => {
    write(
      'title: A title\nabout: What this story is about\nlang: fr\nsteps: [{ say: Bonjour, as: m1 }, { delete: first, as: m1 }]\n',
    );
    expect(() => loadStories(dir)).toThrow(/“first” is no id of an earlier message/);
  });
});
