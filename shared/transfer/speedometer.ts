/** Bytes of the last while count; what lies further back says nothing about what is left. */
const windowMs = 30_000;
/** In less time than this nobody can tell. */
const leastMs = 1_000;

/** Tells how fast bytes arrive. */
export interface Speedometer {
  /** @param bytes that have arrived since the last call. @returns bytes per second over the last while; 0 = unknown */
  add(bytes: number, now: number): number;
}

export function createSpeedometer(startedAt: number): Speedometer {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  return {
    add(bytes, now) {
      samples = [...samples.filter(({ at }) => at > now - windowMs), { at: now, bytes }];
      const passedMs = Math.min(windowMs, now - startedAt);
      if (passedMs < leastMs) return 0;
      const arrived = samples.reduce((sum, sample) => sum + sample.bytes, 0);
      return Math.max(0, Math.round((arrived * 1000) / passedMs));
    },
  };
}
