/** When an idle environment has to go. */
export interface ReapingRules {
  /** Beyond one per function: ended after this many seconds without work. */
  readonly surplusIdleSeconds: number;
  /** The last one of a function: ended after this many seconds without work. */
  readonly lastIdleSeconds: number;
  /** Idle environments of all functions together; the longest idle ones above it are ended. */
  readonly maxIdle: number;
}

interface Candidate {
  readonly state: string;
  readonly idleSinceMs: number;
}

/** Chooses the environments to end, so that a machine at rest holds few processes and a busy one keeps what it uses. */
export function selectToReap<Environment extends Candidate>(
  pools: readonly (readonly Environment[])[],
  nowMs: number,
  rules: ReapingRules,
): Environment[] {
  const idleOf = (pool: readonly Environment[]) =>
    pool.filter(({ state }) => state === 'idle').sort((a, b) => b.idleSinceMs - a.idleSinceMs);
  const idleSeconds = ({ idleSinceMs }: Environment) => (nowMs - idleSinceMs) / 1000;

  const reaped = pools.flatMap((pool) =>
    idleOf(pool).filter((environment, rank) => {
      const limit = rank === 0 ? rules.lastIdleSeconds : rules.surplusIdleSeconds;
      return idleSeconds(environment) > limit;
    }),
  );
  const kept = idleOf(pools.flat().filter((environment) => !reaped.includes(environment)));
  const surplus = kept.slice(rules.maxIdle).filter((item) => idleSeconds(item) > rules.surplusIdleSeconds);
  return [...reaped, ...surplus];
}
