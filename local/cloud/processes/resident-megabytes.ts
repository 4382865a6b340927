import { readFileSync } from 'node:fs';

/** What a small Node process holds; the answer where the system does not tell. */
const typicalMegabytes = 80;
const pageBytes = 4096;

/** Resident memory of a process, from `/proc`. */
export function residentMegabytes(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes) / 1024 / 1024;
  } catch {
    return typicalMegabytes;
  }
}
