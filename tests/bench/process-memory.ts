import { readdirSync, readFileSync } from 'node:fs';

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly residentMib: number;
}

/** Resident memory of a process and all its descendants, from /proc (Linux). Shared pages count once per process. */
export function memoryOfTree(root: number): ProcessRow[] {
  const all = readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? readProcess(Number(entry)) : []));
  const found = all.filter(({ pid }) => pid === root);
  for (const row of found) found.push(...all.filter(({ parent }) => parent === row.pid));
  return found;
}

function readProcess(pid: number): ProcessRow[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    return [
      {
        pid,
        parent: Number(field('PPid')),
        name: field('Name'),
        residentMib: Number.parseInt(field('VmRSS'), 10) / 1024,
      },
    ];
  } catch {
    return []; // It ended while we looked.
  }
}
