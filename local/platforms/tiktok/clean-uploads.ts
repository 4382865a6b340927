import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Tiktok } from './tiktok.ts';

/** At start: deletes files that a crash left behind and that no task needs. */
export function removeTiktokOrphans({ tasks }: Tiktok): void {
  const folder = dirname(tasks.filePath('any'));
  if (!existsSync(folder)) return;
  const live = tasks.listAll().filter(({ state, arrivedAtMs, kept }) => {
    const isOver = state === 'failed' || state === 'removed';
    return !isOver && (arrivedAtMs === null || kept);
  });
  const wanted = new Set(live.map(({ uploadId }) => uploadId));
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(tasks.filePath(name), { force: true });
  }
}
