// How fast a file goes from storage to YouTube beside a bare copy in chunks: `node tests/bench/publish-throughput.ts [mebibytes=1024]`
import { startPublishBench } from './publish/publish-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const rounds = 3;

const bench = await startPublishBench(size);
const rates = { ours: [0], bare: [0] };
for (let round = 0; round < rounds; round += 1) {
  rates.bare.push(size / mebibyte / (await bench.copy('bare-copy-process', size)).seconds);
  rates.ours.push(size / mebibyte / (await bench.copy('publish-process', size)).seconds);
}
await bench.close();

const bare = Math.max(...rates.bare);
const ours = Math.max(...rates.ours);
console.log(`best of ${rounds}, ${size / mebibyte} MiB:`);
console.log(`  bare undici copy  ${bare.toFixed(0)} MiB/s`);
console.log(`  publisher         ${ours.toFixed(0)} MiB/s, ratio ${(ours / bare).toFixed(2)} (budget 0.85)`);
