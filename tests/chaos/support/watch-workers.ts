import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../../support/stack.ts';

/** Looks every now and then how much memory the processes of a function have taken at most (Linux), and how often they were invoked. */
export function watchWorkers(stack: Stack, functionName: string) {
  const peaks = new Map<number, number>();
  const invocations = new Map<number, number>();
  let isStopped = false;
  async function look(): Promise<void> {
    for (const { name, pid, invocations: count } of await stack.functions()) {
      if (!name.includes(functionName)) continue;
      invocations.set(pid, count);
      peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid)));
    }
  }
  const looking = (async () => {
    while (!isStopped) {
      await look();
      await delay(500);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await looking;
      const sum = [...invocations.values()].reduce((total, count) => total + count, 0);
      return { peakMib: Math.max(0, ...peaks.values()), invocations: sum };
    },
  };
}

function peakOf(pid: number): number {
  try {
    const kibibytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kibibytes ?? 0) / 1024;
  } catch {
    return 0; // It has ended.
  }
}
