/** When an idle environment has to go. */
export interface ReapingRules {
  /** Idle for less than this, an environment always stays. */
  readonly graceSeconds: number;
  /** Idle for longer than this, it always goes. */
  readonly maxIdleSeconds: number;
  /** Idle environments of one function that may stay. */
  readonly maxIdlePerFunction: number;
  /** Memory that the idle environments of all functions may hold together. */
  readonly maxIdleMegabytes: number;
}

/** An environment without work. */
export interface IdleEnvironment {
  readonly functionName: string;
  readonly idleSinceMs: number;
  readonly megabytes: number;
}

/**
 * Chooses the environments to end, so that a machine at rest holds little and a busy one keeps what it uses. Those that
 * worked last stay.
 */
export function selectToReap<Environment extends IdleEnvironment>(
  idle: readonly Environment[],
  nowMs: number,
  rules: ReapingRules,
): Environment[] {
  const kept = new Map<string, number>();
  let keptMegabytes = 0;
  return idle
    .toSorted((a, b) => b.idleSinceMs - a.idleSinceMs)
    .filter(({ functionName, idleSinceMs, megabytes }) => {
      const idleSeconds = (nowMs - idleSinceMs) / 1000;
      const ofFunction = kept.get(functionName) ?? 0;
      const fits = ofFunction < rules.maxIdlePerFunction && keptMegabytes + megabytes <= rules.maxIdleMegabytes;
      if (idleSeconds >= rules.graceSeconds && (!fits || idleSeconds >= rules.maxIdleSeconds)) return true;
      kept.set(functionName, ofFunction + 1);
      keptMegabytes += megabytes;
      return false;
    });
}
