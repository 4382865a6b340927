import type { Removal } from '../domain/removal/removal.ts';
import type { RemovalDeps } from './removal-deps.ts';

/** What the phases hand on, and what becomes the receipt. */
export interface Stand {
  /** What was done, by kind. */
  readonly counts: Record<string, number>;
  /** See `Removal`. */
  restsUntil: number;
}

/** One thing after the other, each bounded and safe to repeat. */
export type Phase = (deps: RemovalDeps, removal: Removal, stand: Stand, endsAt: number) => Promise<PhaseOutcome>;

/** `done`: on with the next phase · a time, epoch ms: this one goes on then */
export type PhaseOutcome = 'done' | { readonly lookAt: number };

/** Counts a thing. */
export function add(counts: Record<string, number>, name: string, howMany = 1): void {
  counts[name] = (counts[name] ?? 0) + howMany;
}
