import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadPlateSettings } from '../../../src/vision/plates/plate-settings.js';

const dir = mkdtempSync(join(tmpdir(), 'vision-settings-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('the shipped thresholds are in order: a person is asked before a picture is blocked', async () => {
  const settings = await loadPlateSettings();
  expect(settings.reviewFrom).toBeLessThan(settings.blockFrom);
});

it('a wrong value is named with its key', async () => {
  const file = join(dir, 'vision.yaml');
  writeFileSync(file, 'plates: { blockFrom: 7 }\n');
  await expect(loadPlateSettings(file)).rejects.toThrow(/blockFrom/);
});
