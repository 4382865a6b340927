// The long forms of what CI runs in short: `npm run test:chaos` runs everything, `npm run test:chaos -- workers crash`
// only these. CHAOS_SEED chooses the moments of the kills. Ends with 1 when something was lost, doubled or left unknown.
import { spawn } from 'node:child_process';
import { runKilledTransfer } from './support/killed-transfers.ts';
import { runKilledWorkers } from './support/killed-workers.ts';
import { runLargeFile } from './support/large-file.ts';
import { runLargeTransfer } from './support/large-transfer.ts';

type Section = () => Promise<boolean>;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
/** Of one worker, whatever the size of the file. */
const budgetMib = 160;
const tests = 'tests/run.js';
/** What a worker that dies has sent in vain at most. */
const chunkBytes = 16 * 1024 ** 2;

/** Posts in virtual time: many planned ones, 50 GB in short invocations, 10,000 in one second. */
const longTimes = { SIMULATION_SEEDS: '500', SIMULATION_GB: '50', SIMULATION_SAME_SECOND: '10000' };

const sections: Readonly<Record<string, Section>> = {
  workers: () => killWorkers(),
  large: () => postLargeFile(),
  transfers: () => killTransfers(),
  'large-transfer': () => moveLargeFile(),
  property: () => program([tests, 'tests/transfers/property'], { PROPERTY_RUNS: '500', PROPERTY_SEED: 'random' }),
  simulation: () => program(['tests/simulation/run-seeds.ts', '--seeds', '10000']),
  times: () => program([tests, 'tests/simulation/(timing|continuation|same-second)'], longTimes),
  crash: () => program([tests, 'tests/(crash|transfers/crash)'], { CRASH_CASES: 'all' }),
  fuzz: () => program([tests, 'tests/fuzz'], { FUZZ_RUNS: '20000' }),
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}

const summary: string[] = [];
for (const [name, run] of Object.entries(sections)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n== ${name}`);
  const begin = Date.now();
  const isGood = await run();
  summary.push(`${isGood ? 'good' : 'BAD '}  ${name}, ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  if (!isGood) process.exitCode = 1;
}
console.log(`\n${summary.join('\n')}`);

/** kill -9 of 200 workers during 1,000 videos on three platforms. */
async function killWorkers(): Promise<boolean> {
  console.log(`seed ${seed}`);
  const { posts, killed, seconds, ...wrong } = await runKilledWorkers({
    videos: 1000,
    kills: 200,
    seed,
    leaseSeconds: 5,
  });
  const { duplicates, lost, unknown: untold } = wrong;
  console.log(`${posts} posts in ${seconds.toFixed(0)} s, ${killed} workers killed`);
  console.log(`${duplicates.length} duplicates, ${lost.length} lost, ${untold.length} unknown`);
  for (const list of [duplicates, lost, untold]) for (const name of list.slice(0, 20)) console.log(`  ${name}`);
  return killed === 200 && duplicates.length + lost.length + untold.length === 0;
}

/** One sparse file of CHAOS_GIB (2) gibibytes; bucket and simulator each keep it whole on the disk meanwhile. */
async function postLargeFile(): Promise<boolean> {
  const figures = await runLargeFile(Number(process.env.CHAOS_GIB ?? 2) * 1024 ** 3);
  const { isWhole, uploadSeconds, postSeconds, peakMib, invocations } = figures;
  console.log(`upload ${uploadSeconds.toFixed(0)} s, post ${postSeconds.toFixed(0)} s in ${invocations} invocations`);
  console.log(`${isWhole ? 'whole' : 'NOT WHOLE'}; worker peak ${peakMib.toFixed(0)} MiB (budget ${budgetMib})`);
  return isWhole && peakMib <= budgetMib;
}

/** kill -9 of 100 workers during a tree of 500 files in three levels, sources into the trash. */
async function killTransfers(): Promise<boolean> {
  console.log(`seed ${seed}`);
  const { status, killed, seconds, problems, sentAgain } = await runKilledTransfer({
    files: 500,
    kills: 100,
    seed,
    leaseSeconds: 3,
  });
  console.log(`${status} in ${seconds.toFixed(0)} s, ${killed} workers killed, ${sentAgain} bytes sent again`);
  for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`);
  return status === 'done' && killed === 100 && problems.length === 0;
}

/** One file of CHAOS_GIB (2) gibibytes from Drive to Drive, its worker killed ten times; source and copy are on the disk meanwhile. */
async function moveLargeFile(): Promise<boolean> {
  const kills = 10;
  const sizeBytes = Number(process.env.CHAOS_GIB ?? 2) * 1024 ** 3;
  const { status, isWhole, killed, seconds, sentAgain, peakMib } = await runLargeTransfer({ sizeBytes, kills, seed });
  console.log(`${status} in ${seconds.toFixed(0)} s, ${killed} workers killed, ${isWhole ? 'whole' : 'NOT WHOLE'}`);
  console.log(
    `${(sentAgain / 1024 ** 2).toFixed(1)} MiB sent again; worker peak ${peakMib.toFixed(0)} MiB (budget ${budgetMib})`,
  );
  return isWhole && killed === kills && sentAgain <= killed * chunkBytes && peakMib <= budgetMib;
}

/** @returns whether it ended with 0 */
function program(parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...parameters], {
    stdio: 'inherit',
    env,
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
