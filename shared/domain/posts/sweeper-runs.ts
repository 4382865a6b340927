/** One run of the sweeper. Times in epoch ms. */
export interface SweeperRun {
  readonly startedAt: number;
  readonly endedAt: number;
  /** What it has done, by kind. */
  readonly counts: object;
}

/** Remembers that the sweeper runs: a sweeper that is silent is noticed by nobody else. */
export interface SweeperRuns {
  note(run: SweeperRun): Promise<void>;
}
