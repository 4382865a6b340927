// How fast files go from Drive to Drive beside a bare copy in the same chunks: `node tests/bench/transfer-throughput.ts [mebibytes=1024]`
import { startTransferBench } from './transfer/transfer-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 1024) * mebibyte;
const rounds = 3;
const ways = [
  { name: 'one file', size, files: 1 },
  { name: 'four files', size: size / 4, files: 4 },
  { name: 'files of 16 MiB', size: 16 * mebibyte, files: size / mebibyte / 16 },
];

console.log(`best of ${rounds}, ${size / mebibyte} MiB in chunks of 16 MiB, four files at a time:`);
for (const { name, ...job } of ways) {
  const bench = await startTransferBench(job.size);
  const rates = { bare: 0, ours: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const bare = await bench.copy('bare-transfer-process', job);
    const ours = await bench.copy('transfer-process', job);
    rates.bare = Math.max(rates.bare, size / mebibyte / bare.seconds);
    rates.ours = Math.max(rates.ours, size / mebibyte / ours.seconds);
  }
  await bench.close();
  const ratio = (rates.ours / rates.bare).toFixed(2);
  console.log(
    `  ${name.padEnd(28)} bare ${rates.bare.toFixed(0)} MiB/s, ours ${rates.ours.toFixed(0)} MiB/s, ratio ${ratio} (budget 0.85)`,
  );
}
