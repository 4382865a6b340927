import type { Stack } from '../../support/stack.ts';

/**
 * Kills one of the busy processes of a function with -9.
 * @param draw in [0, 1): which one
 * @returns false when none was busy
 */
export async function killBusy(stack: Stack, functionName: string, draw: number): Promise<boolean> {
  const busy = (await stack.functions()).filter(({ name, state }) => name.includes(functionName) && state === 'busy');
  const worker = busy[Math.floor(draw * busy.length)];
  if (!worker) return false;
  try {
    process.kill(worker.pid, 'SIGKILL');
    return true;
  } catch {
    return false; // It ended while we looked.
  }
}
