import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BundledPackage } from './support/bundled-packages.ts';
import { noticesFile, renderNotices } from './support/write-notices.ts';

/** What may be handed on under Hopper's MIT licence with no more than a notice. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
]);

const readJson = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const run = promisify(execFile);
let packages: BundledPackage[];

beforeAll(async () => {
  const program = fileURLToPath(new URL('support/write-notices.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [program, '--list'], { maxBuffer: 64 * 1024 * 1024 });
  packages = JSON.parse(stdout);
}, 120_000);

describe('the code of others', () => {
  it('may be handed on with Hopper', () => {
    const refused = packages.filter(({ license }) => !allowed.has(license));
    expect(refused.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('is named in the notices (`npm run notices` writes them anew)', () => {
    expect(readFileSync(noticesFile, 'utf8')).toBe(renderNotices(packages));
  });

  it('comes from at most 25 packages that Hopper itself asks for', () => {
    const { dependencies } = readJson('package.json');
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(25);
  });

  it('is all declared as needed at run time, and nothing else is', () => {
    const bundled = new Set(packages.map(({ name }) => name));
    const { dependencies, devDependencies } = readJson('package.json');
    const unused = Object.keys(dependencies).filter((name) => !bundled.has(name));
    const data = ['@zxcvbn-ts/language-common'];
    const undeclared = Object.keys(devDependencies).filter((name) => bundled.has(name) && !data.includes(name));
    expect({ unused, undeclared }).toEqual({ unused: [], undeclared: [] });
  });
});

describe('the lock file', () => {
  it('names no registry, so that any serves', () => {
    const { packages: locked } = readJson('package-lock.json');
    const addresses = Object.values(locked).flatMap((one) => Object(one).resolved ?? []);
    expect(addresses.filter((address) => /^https?:/.test(address))).toEqual([]);
  });
});
