import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Failure, howToReplay, judgeSeed } from './support/judge-seed.ts';
import { listViolations } from './support/list-violations.ts';
import { runWorld } from './support/simulated-world.ts';
import { rulesOf, weatherNames, weathers } from './support/weather.ts';

/**
 * Many worlds in several processes: `node tests/simulation/run-seeds.ts --seeds 10000 --processes 2 [--from 1]`. Each seed is
 * one world; the kinds of weather take turns. Ends with 1 when an invariant was broken.
 * `SIMULATION="everything/42"` runs one world and prints what happened in it.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '2' },
    from: { type: 'string', default: '1' },
    /** Of the child processes: every how many-th seed is theirs. */
    step: { type: 'string' },
  },
});
const count = Number(values.seeds);
const first = Number(values.from);

if (process.env.SIMULATION !== undefined) await replay(process.env.SIMULATION);
else if (values.step !== undefined) await runShare(first, first + count, Number(values.step));
else await runAll(Number(values.processes));

async function runAll(processes: number): Promise<void> {
  const begin = Date.now();
  const shares = await Promise.all(Array.from({ length: processes }, (_, index) => startShare(index, processes)));
  const seconds = (Date.now() - begin) / 1000;
  const failures = shares.flat();
  for (const failure of failures) {
    console.log(`${failure.weather}/${failure.seed}: ${failure.violations.join('; ')}\n  ${howToReplay(failure)}`);
  }
  const perSecond = (count / seconds).toFixed(1);
  console.log(`${count} worlds in ${seconds.toFixed(1)} s (${perSecond} a second), ${failures.length} with violations`);
  if (failures.length > 0) process.exitCode = 1;
}

/** @returns the failures of one process, which tells them one by one */
function startShare(index: number, processes: number): Promise<Failure[]> {
  const failures: Failure[] = [];
  const range = ['--from', String(first + index), '--seeds', String(count - index), '--step', String(processes)];
  const child = fork(import.meta.filename, range);
  child.on('message', (failure: Failure) => failures.push(failure));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(failures) : reject(new Error(`A process ended with ${code}.`))));
  });
}

async function runShare(from: number, end: number, step: number): Promise<void> {
  for (let seed = from; seed < end; seed += step) {
    const weather = weatherNames[seed % weatherNames.length] ?? 'everything';
    const failure = await judgeSeed(weather, seed);
    if (failure) process.send?.(failure);
  }
  process.disconnect?.();
}

async function replay(name: string): Promise<void> {
  const [weather, seed] = name.split('/');
  const known = weatherNames.find((one) => one === weather);
  if (!known) throw new Error(`Which weather? ${weatherNames.join(', ')}`);
  const outcome = await runWorld(Number(seed), weathers[known], { isTraced: true });
  const violations = listViolations(outcome, rulesOf(known));
  console.log(outcome.trace.join('\n'));
  console.log(outcome.ledger, violations);
  if (violations.length > 0) process.exitCode = 1;
}
