// Peak memory of posting a large file, to a fast and to a slow receiver: `node tests/bench/publish-memory.ts [mebibytes=1024]`
import { startPublishBench } from './publish/publish-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const slowSize = 24 * mebibyte;
const budgetMib = 160;

const bench = await startPublishBench(size);
console.log(`peak resident memory (budget ${budgetMib} MiB):`);
for (const way of bench.ways) {
  const most = Math.min(size, way.maxBytes);
  const fast = await bench.copy('publish-process', way, most);
  print(`${way.name}, ${(most / mebibyte).toFixed(0)} MiB`, fast);
  if (way.operation === 'container.fetch') continue; // The bytes do not go through the worker.
  await bench.simulator.setFaults({ kind: 'slow', operation: way.operation, bytesPerSecond: mebibyte, count: null });
  print(`${way.name}, ${slowSize / mebibyte} MiB at 1 MiB/s`, await bench.copy('publish-process', way, slowSize));
  await bench.simulator.setFaults();
}
const [youtube] = bench.ways;
if (youtube) print('baseline, bare undici', await bench.copy('bare-copy-process', youtube, size));
await bench.close();

function print(name: string, { peakMib, seconds, state }: Awaited<ReturnType<typeof bench.copy>>): void {
  console.log(`  ${name.padEnd(44)} ${peakMib.toFixed(0).padStart(4)} MiB (${state}, ${seconds.toFixed(1)} s)`);
}
