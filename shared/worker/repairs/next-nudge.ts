import { hintGraceMs } from '../../domain/posts/next-look.ts';

interface Nudged {
  /** No worker may take it before this time, epoch ms. */
  readonly notBefore: number;
  /** How many hints the sweeper has sent since a worker last had it. */
  readonly nudges: number;
}

/** How long to wait after something was asked for the n-th time in vain: twice as long each time. */
export function laterEachTime(nudges: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  return Math.min(longestMs, firstMs * 2 ** nudges);
}

/**
 * When the sweeper looks again at what it has just hinted at. A long queue is not made longer every minute: the more hints
 * something had, the later the next one.
 */
export function nextNudgeAt({ notBefore, nudges }: Nudged, now: number): number {
  if (notBefore > now) return notBefore + hintGraceMs;
  return now + laterEachTime(nudges, { firstMs: 5 * 60_000, longestMs: 60 * 60_000 });
}
