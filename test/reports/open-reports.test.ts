import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policy } from '../../src/domain/group.js';
import { openReports } from '../../src/reports/open-reports.js';
import { openStore } from '../../src/store/store.js';

describe('the reports over a store', () => {
  it('set the reminders of art. 7 for every group at the start, and make files with the rules’ own titles', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'reports-'));
    const store = openStore(join(dir, 'garde-fou.sqlite'));
    try {
      const group = store.groups.save(
        {
          channel: 'telegram',
          chat: 'c',
          title: 'Molenwijk',
          policy: policy({ lang: 'nl' }),
          recognition: null,
          policeApproval: null,
        },
        Date.UTC(2026, 0, 1),
      );
      const reports = openReports(store, { clock: () => Date.UTC(2026, 5, 1), env: {} });
      reports.start((s) => s.key);
      expect(store.timers.nextDue()).toBe(Date.UTC(2027, 0, 1));
      expect(reports.files.document(`digest:${group}:0:1000:900000000`).blocks[0]).toMatchObject({
        text: 'Overzicht van “Molenwijk”',
      });
      await reports.stop();
    } finally {
      store.close();
      rmSync(dir, { recursive: true });
    }
  });

  it('refuse mail settings that can’t be read, before anything is begun', () => {
    const store = openStore(':memory:');
    expect(() => openReports(store, { env: { GARDE_FOU_SMTP: 'nonsense' } })).toThrow('GARDE_FOU_SMTP');
    store.close();
  });
});
