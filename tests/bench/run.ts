// All benchmarks one after the other: `npm run bench`. Figures are for reading beside their baselines, not for passing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const names = [
  'import-cost',
  'stack',
  's3-throughput',
  'publish-throughput',
  'publish-memory',
  'transfer-throughput',
  'transfer-memory',
  'transfer-plan',
  'import-memory',
  'list-videos',
  'page-upload',
  'page-long-tasks',
  'simulation',
];
for (const name of names) {
  const path = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(path)) continue;
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
