// Peak memory of posting a large file, to a fast and to a slow receiver: `node tests/bench/publish-memory.ts [mebibytes=1024]`
import { startPublishBench } from './publish/publish-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const slowSize = 24 * mebibyte;
const budgetMib = 160;

const bench = await startPublishBench(size);
const fast = await bench.copy('publish-process', size);
await bench.simulator.setFaults({
  kind: 'slow',
  operation: 'videos.insert.upload',
  bytesPerSecond: mebibyte,
  count: null,
});
const slow = await bench.copy('publish-process', slowSize);
await bench.simulator.setFaults();
const bare = await bench.copy('bare-copy-process', size);
await bench.close();

console.log(`peak resident memory (budget ${budgetMib} MiB):`);
console.log(
  `  ${size / mebibyte} MiB, fast receiver    ${fast.peakMib.toFixed(0)} MiB (${fast.state}, ${fast.seconds.toFixed(1)} s)`,
);
console.log(
  `  ${slowSize / mebibyte} MiB, 1 MiB/s receiver ${slow.peakMib.toFixed(0)} MiB (${slow.state}, ${slow.seconds.toFixed(1)} s)`,
);
console.log(`  baseline, bare undici    ${bare.peakMib.toFixed(0)} MiB`);
