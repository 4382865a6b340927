import type { Deps } from './deps.ts';

/** A figure never decides the fate of a session: it may be missing. */
export async function tellCount({ cache, countSessions }: Deps, now: number): Promise<void> {
  const active = await cache.count(now).catch(() => undefined);
  if (active !== undefined) countSessions(active);
}
