// How fast a file goes from storage to the platforms beside a bare copy in chunks: `node tests/bench/publish-throughput.ts [mebibytes=1024]`
import { startPublishBench } from './publish/publish-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const rounds = 3;

const bench = await startPublishBench(size);
const best = new Map<string, number>();
for (let round = 0; round < rounds; round += 1) {
  for (const way of bench.ways) {
    if (way.operation === 'container.fetch') continue; // The bytes do not go through the worker.
    const most = Math.min(size, way.maxBytes);
    note(way.name, most, (await bench.copy('publish-process', way, most)).seconds);
    if (way.job.platform === 'youtube') note('bare', most, (await bench.copy('bare-copy-process', way, most)).seconds);
  }
}
await bench.close();

const bare = best.get('bare') ?? 0;
console.log(`best of ${rounds}, ${size / mebibyte} MiB or what the platform takes at most:`);
console.log(`  ${'bare undici copy'.padEnd(28)} ${bare.toFixed(0)} MiB/s`);
for (const [name, rate] of best) {
  if (name === 'bare') continue;
  console.log(`  ${name.padEnd(28)} ${rate.toFixed(0)} MiB/s, ratio ${(rate / bare).toFixed(2)} (budget 0.85)`);
}

function note(name: string, bytes: number, seconds: number): void {
  best.set(name, Math.max(best.get(name) ?? 0, bytes / mebibyte / seconds));
}
