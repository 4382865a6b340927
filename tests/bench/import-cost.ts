// CPU time that a cold process spends on importing each function's bundle, and its size: `node tests/bench/import-cost.ts`.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { functionNames } from '../../infra/functions.ts';
import { envSchemas } from '../../shared/config/env.ts';
import { tempFolder } from '../support/temp-folder.ts';

const runs = 9;
const budgetMilliseconds: Readonly<Record<string, number>> = { authorizer: 35, 'publish-worker': 75 };
const folder = await tempFolder();
await bundleFunctions(folder.path);

/** Values that let every function build its dependencies without anybody to talk to. */
const variables = Object.fromEntries(
  Object.keys(envSchemas).map((name) => [
    name,
    /SECONDS/.test(name) ? '30' : name === 'REDIS_URL' ? 'redis://127.0.0.1:1' : 'http://127.0.0.1:1',
  ]),
);

function measure(script: string): number {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...variables, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    encoding: 'utf8',
  });
  return Number(output.trim().split('\n').at(-1));
}

/** Median of several cold processes, in milliseconds of CPU. */
function median(script: string): number {
  const values = Array.from({ length: runs }, () => measure(script)).toSorted((a, b) => a - b);
  return values[Math.floor(runs / 2)] ?? Number.NaN;
}

const around = (statement: string) =>
  `const before = process.cpuUsage(); ${statement}; const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit()`;

console.log(`baseline (import of node:http): ${median(around("await import('node:http')")).toFixed(1)} ms CPU`);
for (const name of functionNames) {
  const path = `${folder.path}/${name}/index.mjs`;
  const gzipKib = gzipSync(readFileSync(path)).length / 1024;
  const cpu = median(around(`await import(${JSON.stringify(`file://${path}`)})`));
  const budget = budgetMilliseconds[name] ?? 55;
  console.log(
    `${name.padEnd(15)} ${gzipKib.toFixed(0).padStart(4)} KiB gzip  import ${cpu.toFixed(1).padStart(5)} ms CPU (budget ${budget})`,
  );
}
await folder.remove();
