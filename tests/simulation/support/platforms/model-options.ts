import type { VirtualClock } from '../../../support/virtual-clock.ts';
import { between, type Random } from '../seeded-random.ts';
import type { Grants } from './grants.ts';
import type { PlatformFaults } from './platform-model.ts';

/** What every model is made of. */
export interface ModelOptions {
  readonly world: VirtualClock;
  readonly random: Random;
  readonly faults: () => PlatformFaults;
  readonly grants: Grants;
  /** The longest that a video is processed where nothing is slow, ms. */
  readonly processingMs: number;
}

/** How long this video is processed, ms. */
export function drawProcessing({ random, faults, processingMs }: ModelOptions): number {
  if (random() < faults().slowProcessing) return 40 * 60_000;
  return between(random, Math.min(1_000, processingMs), processingMs);
}
