// Peak memory of copying large files from Drive to Drive: `node tests/bench/transfer-memory.ts [mebibytes=2048]`
import { startTransferBench } from './transfer/transfer-bench.ts';

const mebibyte = 1024 * 1024;
const size = Number(process.argv[2] ?? 2048) * mebibyte;
const budgetMib = 160;
const slow = { size: 24 * mebibyte, files: 4, bytesPerSecond: 8 * mebibyte };
const ways = [
  { name: 'one file', program: 'transfer-process', job: { size, files: 1 } },
  { name: 'four files', program: 'transfer-process', job: { size: size / 4, files: 4 } },
  { name: 'documents of 10 MB', program: 'transfer-process', job: { size: 10_000_000, files: 40, documents: true } },
  { name: 'small files', program: 'transfer-process', job: { size: 64 * 1024, files: 500 } },
  { name: 'four files, 8 MiB/s together', program: 'transfer-process', job: slow },
  { name: 'baseline, bare undici', program: 'bare-transfer-process', job: { size, files: 1 } },
] as const;

console.log(`peak resident memory (budget ${budgetMib} MiB):`);
for (const { name, program, job } of ways) {
  const bench = await startTransferBench(job.size);
  const { peakMib, state, seconds } = await bench.copy(program, job);
  await bench.close();
  const bytes = `${((job.size * job.files) / mebibyte).toFixed(0)} MiB`;
  console.log(
    `  ${`${name}, ${bytes}`.padEnd(44)} ${peakMib.toFixed(0).padStart(4)} MiB (${state}, ${seconds.toFixed(1)} s)`,
  );
}
