import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build, stop } from 'esbuild';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { listAssets } from '../../infra/build/copy-assets.ts';
import { laterParts } from '../../infra/build/load-later.ts';
import { type FunctionName, functionNames } from '../../infra/functions.ts';
import { envSchemas } from '../../shared/config/env.ts';
import { openTempDir } from './support/open-temp-dir.ts';

const dir = openTempDir();
const outDir = dir.path;

beforeAll(async () => {
  // As somebody builds who keeps others out of new files.
  const usual = process.umask(0o077);
  await bundleFunctions(outDir);
  process.umask(usual);
}, 60_000);
afterAll(async () => {
  dir.remove();
  // Ends esbuild's own process, which jest would otherwise wait for.
  await stop();
});

/** The bundle, what it loads only for some calls, and what it serves. */
function filesOf(name: FunctionName): string[] {
  const parts = laterParts.filter((later) => later.name === name).map(({ part }) => `${part}.mjs`);
  return ['index.mjs', ...parts, ...listAssets(name)].sort();
}

/** Everything that a module imports, as esbuild sees it. */
async function listImports(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outfile: 'listed.mjs',
  });
  return Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
}

function sampleOf(name: string): string {
  if (name === 'MAIL_FROM') return 'hopper@example.com';
  if (name === 'REGISTRATION') return 'open';
  return /URL|ORIGIN/.test(name) ? 'https://hopper.example.com' : '30';
}

/** Some value for every variable, as in a deployed function. */
const environment = Object.fromEntries(Object.keys(envSchemas).map((name) => [name, sampleOf(name)]));

describe('the bundle of a function', () => {
  it('is there for every function, and nothing else is', () => {
    expect(readdirSync(outDir).sort()).toEqual([...functionNames].sort());
    for (const name of functionNames) expect(readdirSync(join(outDir, name)).sort()).toEqual(filesOf(name).sort());
  });

  it.each(functionNames)('%s needs nothing that the runtime does not have', async (name) => {
    const programs = filesOf(name).filter((file) => file.endsWith('.mjs'));
    for (const file of programs) {
      const imports = await listImports(join(outDir, name, file));
      expect(imports.filter((path) => !isBuiltin(path) && !programs.includes(path.slice('./'.length)))).toEqual([]);
    }
  });

  it.each(functionNames)('%s loads in a bare Node and offers a handler', (name) => {
    const script = `import(process.argv[1]).then((m) => { console.log(typeof m.handler); process.exit(); })`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, join(outDir, name, 'index.mjs')], {
      env: { ...environment, REDIS_URL: 'redis://127.0.0.1:9', AWS_REGION: 'us-east-1' },
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });

  it('can be read by everybody: Lambda is not who has built it', () => {
    const modes = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).map((path) => {
      const { mode } = statSync(join(outDir, path));
      return (mode & 0o777).toString(8);
    });
    expect([...new Set(modes)].sort()).toEqual(['644', '755']);
  });

  it('keeps the client of DynamoDB out of what every call waits for', () => {
    expect(readFileSync(join(outDir, 'authorizer', 'index.mjs'), 'utf8')).not.toContain('DynamoDB_20120810');
    expect(readFileSync(join(outDir, 'authorizer', 'open-tokens.mjs'), 'utf8')).toContain('DynamoDB_20120810');
  });

  it('carries no path of the machine that made it', () => {
    for (const name of functionNames) {
      expect(readFileSync(join(outDir, name, 'index.mjs'), 'utf8')).not.toContain(process.cwd());
    }
  });
});
