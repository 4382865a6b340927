import type { VirtualClock } from '../../../support/virtual-clock.ts';

/** Counts calls in a sliding minute. */
export function createRateWindow(world: VirtualClock, perMinute: number): (key: string) => boolean {
  const calls = new Map<string, number[]>();
  return (key) => {
    const recent = (calls.get(key) ?? []).filter((at) => at > world.now() - 60_000);
    calls.set(key, recent);
    if (recent.length >= perMinute) return false;
    recent.push(world.now());
    return true;
  };
}
