// Time and memory of planning trees, over several invocations of one warm process: `node tests/bench/transfer-plan.ts [files=20000]`
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { functionSettings } from '../../infra/functions.ts';
import { startDynoxide } from '../support/dynoxide.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bundlePrograms } from './bundle-programs.ts';
import { PlanFigures, type PlanJob } from './plan/plan-job.ts';

const run = promisify(execFile);
const files = Number(process.argv[2] ?? 20_000);
const turnSeconds = 3;
const at = (name: string) => join(import.meta.dirname, 'plan', name);

async function plan(program: string, count: number, folderId: string): Promise<PlanFigures> {
  const drive = fork(at('bare-tree-process.ts'), [String(count)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const [url] = await once(drive, 'message');
  const dynoxide = await startDynoxide();
  const job: PlanJob = { drive: String(url), dynamo: dynoxide.url, folderId, turnSeconds };
  // As the function has them.
  const env = { PATH: process.env.PATH, NODE_OPTIONS: functionSettings['transfer-worker'].nodeOptions };
  const { stdout } = await run(process.execPath, [join(folder.path, `${program}.mjs`), JSON.stringify(job)], { env });
  const exited = once(drive, 'exit');
  drive.disconnect();
  await Promise.all([exited, dynoxide.close()]);
  return PlanFigures.parse(JSON.parse(stdout));
}

function print(name: string, { seconds, peakMib, turns, files: planned, existing }: PlanFigures): void {
  const after = turns.map((mib) => mib.toFixed(0)).join(' ');
  console.log(
    `  ${name.padEnd(44)} ${String(planned).padStart(6)} files (${existing} there already), ${seconds.toFixed(1)} s, peak ${peakMib.toFixed(0)} MiB; after each turn of ${turnSeconds} s: ${after}`,
  );
}

const folder = await tempFolder();
await bundlePrograms([at('plan-process.ts'), at('bare-plan-process.ts')], folder.path);
console.log('planning (resident memory, budget 160 MiB):');
print('a tenth, into an empty folder', await plan('plan-process', files / 10, 'empty-folder-x'));
print('all, into an empty folder', await plan('plan-process', files, 'empty-folder-x'));
print('all, into a copy of itself', await plan('plan-process', files, 'there-top'));
print('baseline: the same pages, bare undici', await plan('bare-plan-process', files, 'empty-folder-x'));
await folder.remove();
