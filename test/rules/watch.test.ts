import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDERS, loadRules } from '../../src/rules/load.js';
import { RulesError } from '../../src/rules/problem.js';
import { type Timers, watchRules } from '../../src/rules/watch.js';
import { LEAK, put, rulesFolder } from './fixture.js';

/** Time that passes only when the test says so. */
class Hands implements Timers {
  #now = 0;
  #waiting: { at: number; run: () => void }[] = [];
  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((w) => w !== entry);
    };
  }
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#waiting.filter((w) => w.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((w) => w !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
  get waiting(): number {
    return this.#waiting.length;
  }
}

function watched() {
  const dir = rulesFolder();
  const hands = new Hands();
  const good: number[] = [];
  const bad: string[] = [];
  const load = { requireBuiltIn: false };
  const watch = watchRules(
    dir,
    (rules) => good.push(rules.table.leak!.severity),
    (error) => bad.push(String((error as Error).message)),
    { timers: hands, events: false, load, current: loadRules(dir, load).version },
  );
  const severity = (n: number | string) =>
    put(dir, 'annex-4/leak.yaml', LEAK.replace('severity: 3', `severity: ${n}  # ${n}`));
  return { dir, hands, good, bad, watch, severity };
}

describe('rules that change while the program runs', () => {
  it('are read again, without a restart', () => {
    const { hands, good, bad, severity } = watched();
    severity(5);
    hands.pass(5000);
    expect(good).toEqual([5]);
    expect(bad).toEqual([]);
  });

  it.each([...FOLDERS])('a change in the folder “%s” is noticed', (folder) => {
    const { dir, hands, good, bad } = watched();
    put(dir, `${folder}/new.yaml`, 'a: [');
    hands.pass(5000);
    // Sound or not: it was looked at. Of the catalogues only those of the four languages can be at fault.
    expect(good.length + bad.length).toBe(1);
  });

  it('are left alone while nothing changes', () => {
    const { hands, good, bad } = watched();
    hands.pass(600_000);
    expect([good, bad]).toEqual([[], []]);
  });

  it('broken by an edit: the good set stays, the problem is told once, and mending it is noticed', () => {
    const { hands, good, bad, severity } = watched();
    severity('lots');
    hands.pass(20_000);
    expect(good).toEqual([]);
    expect(bad).toHaveLength(1);
    expect(bad[0]).toContain('annex-4/leak.yaml:4:1 severity:');
    severity(3);
    hands.pass(20_000);
    expect(good).toEqual([3]);
  });

  it('new files count, and so do removed ones', () => {
    const { dir, hands, good, bad } = watched();
    put(
      dir,
      'own/ours.yaml',
      LEAK.replace('id: leak', 'id: ours').replace('name: spread', 'name: spread\n    weight: 4'),
    );
    hands.pass(5000);
    expect(good).toHaveLength(1);
    rmSync(join(dir, 'messages/nl.yaml'));
    hands.pass(5000);
    expect(bad).toHaveLength(1);
  });

  it('an unreadable state in the middle of a save is not shown: it waits until the edits rest', () => {
    const { hands, good, bad, severity } = watched();
    severity('half');
    hands.pass(2100);
    severity(4);
    hands.pass(5000);
    expect(bad).toEqual([]);
    expect(good).toEqual([4]);
  });

  it('closed: nothing more happens', () => {
    const { hands, good, watch, severity } = watched();
    severity(5);
    watch.close();
    hands.pass(60_000);
    expect(good).toEqual([]);
    expect(hands.waiting).toBe(0);
  });

  it('tells a RulesError with its problems', () => {
    const dir = rulesFolder();
    const hands = new Hands();
    const errors: unknown[] = [];
    watchRules(
      dir,
      () => {},
      (e) => errors.push(e),
      { timers: hands, events: false, load: { requireBuiltIn: false } },
    );
    put(dir, 'annex-4/leak.yaml', 'id: [');
    hands.pass(5000);
    expect(errors[0]).toBeInstanceOf(RulesError);
  });
});
