import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process is there and not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return readState(pid)?.state !== 'Z';
}

function readState(pid: number): { parent: number; state: string } | undefined {
  try {
    // Fields after the name, which is in parentheses and may have spaces: state, parent, …
    const [state = '', parent = ''] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** All living descendants of a process. Linux only. */
export function listDescendants(pid: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = pids.filter((candidate) => {
    const found = readState(candidate);
    return found?.parent === pid && found.state !== 'Z';
  });
  return children.flatMap((child) => [child, ...listDescendants(child)]);
}

/** Program and arguments of a process; empty when it is gone. Linux only. */
export function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
