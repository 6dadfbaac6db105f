/**
 * The script `garde-fou`, in a checkout of paper: node and npm are stand-ins that write down how they were called,
 * so that nothing is really installed.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/root.js';

const PAST = new Date('2020-01-01');

class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), 'garde fou '));
  readonly bin = join(this.root, 'bin');
  #nodeVersion = '20.1.0';

  constructor() {
    copyFileSync(join(projectRoot, 'garde-fou'), join(this.root, 'garde-fou'));
    this.file('package-lock.json', '{"lock":1}');
    this.file('src/a.ts', 'a');
    this.file('scripts/build.mjs', 'b');
    for (const f of ['package-lock.json', 'src/a.ts', 'scripts/build.mjs', 'src']) this.age(f);
    this.standIns();
  }

  file(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  age(path: string): void {
    utimesSync(join(this.root, path), PAST, PAST);
  }

  /** node: answers its version, “builds” (writes dist), or runs the program: prints its arguments and its input. */
  standIns(nodeVersion = '20.1.0'): void {
    this.#nodeVersion = nodeVersion;
    this.script(
      'node',
      `case "$1" in
        -p) echo ${this.#nodeVersion};;
        scripts/build.mjs) echo building; echo build >>"${this.root}/calls"; mkdir -p dist/cli; echo m >dist/cli/main.js;;
        *) echo run >>"${this.root}/calls"; shift; printf 'ran:%s\\n' "$*"; cat;;
      esac`,
    );
    this.script('npm', `echo installing; echo "npm $*" >>"${this.root}/calls"; mkdir -p node_modules`);
  }

  script(name: string, body: string): void {
    this.file(`bin/${name}`, `#!/bin/sh\n${body}\n`);
    chmodSync(join(this.bin, name), 0o755);
  }

  run(args: string[] = [], { input = '', program = join(this.root, 'garde-fou'), cwd = '/' } = {}) {
    rmSync(join(this.root, 'calls'), { force: true });
    const { stdout, stderr, status } = spawnSync('/bin/sh', [program, ...args], {
      input,
      cwd,
      encoding: 'utf8',
      env: { PATH: `${this.bin}:/usr/bin:/bin` },
    });
    const calls = existsSync(join(this.root, 'calls'))
      ? readFileSync(join(this.root, 'calls'), 'utf8')
          .trim()
          .split('\n')
          .map((c) => c.split(' --')[0])
      : [];
    return { stdout, stderr, status, calls };
  }
}

describe('./garde-fou', () => {
  it('installs, builds and runs the first time; the second time it only runs', () => {
    const checkout = new Checkout();
    expect(checkout.run().calls).toEqual(['npm ci', 'build', 'run']);
    expect(checkout.run().calls).toEqual(['run']);
  });

  it('keeps standard output for answers, and passes input and arguments through', () => {
    const { stdout, stderr, status } = new Checkout().run(['classify', 'two words'], { input: '{"id":1}\n' });
    expect(stdout).toBe('ran:classify two words\n{"id":1}\n');
    expect(stderr).toContain('installing');
    expect(stderr).toContain('building');
    expect(status).toBe(0);
  });

  it('works through symbolic links, from anywhere', () => {
    const checkout = new Checkout();
    symlinkSync('garde-fou', join(checkout.root, 'link'));
    const far = join(mkdtempSync(join(tmpdir(), 'gf-')), 'gf');
    symlinkSync(join(checkout.root, 'link'), far);
    expect(checkout.run(['x'], { program: far, cwd: tmpdir() }).stdout).toBe('ran:x\n');
  });

  it('installs again when the lock file changed', () => {
    const checkout = new Checkout();
    checkout.run();
    checkout.file('package-lock.json', '{"lock":2}');
    expect(checkout.run().calls).toEqual(['npm ci', 'run']);
  });

  it('does not install again what somebody installed with npm', () => {
    const checkout = new Checkout();
    checkout.file('node_modules/.package-lock.json', '{}');
    expect(checkout.run().calls).toEqual(['build', 'run']);
  });

  it('builds again when a source changed, came or went', () => {
    const checkout = new Checkout();
    checkout.file('src/b/c.ts', 'c');
    checkout.age('src/b/c.ts');
    checkout.age('src/b');
    checkout.age('src');
    checkout.run();
    const settle = (): void => {
      for (const f of [
        'src/a.ts',
        'src',
        'src/b',
        ...(existsSync(join(checkout.root, 'src/b/c.ts')) ? ['src/b/c.ts'] : []),
      ])
        checkout.age(f);
    };
    const later = new Date(Date.now() + 5000);
    utimesSync(join(checkout.root, 'src/a.ts'), later, later);
    expect(checkout.run().calls).toEqual(['build', 'run']);
    settle();
    expect(checkout.run().calls).toEqual(['run']);
    rmSync(join(checkout.root, 'src/b/c.ts'));
    utimesSync(join(checkout.root, 'src/b'), later, later);
    expect(checkout.run().calls).toEqual(['build', 'run']);
  });

  it('says what to do when Node.js is too old', () => {
    const checkout = new Checkout();
    checkout.standIns('18.19.0');
    const { stdout, stderr, status, calls } = checkout.run();
    expect([stdout, status, calls]).toEqual(['', 1, []]);
    expect(stderr).toContain('Node.js 18.19.0 is too old');
    expect(stderr).toContain('Node.js 20 or newer');
  });

  it('says what to do when the installation or the build fails, and tries again the next time', () => {
    const checkout = new Checkout();
    checkout.script('npm', 'echo "no network"; exit 1');
    const failed = checkout.run();
    expect([failed.stdout, failed.status]).toEqual(['', 1]);
    expect(failed.stderr).toContain('the installation failed');
    checkout.standIns();
    expect(checkout.run().calls).toEqual(['npm ci', 'build', 'run']);
  });
});
