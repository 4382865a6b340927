import { hintGraceMs } from '../../domain/posts/next-look.ts';

const firstNudgeMs = 5 * 60_000;
const longestNudgeMs = 60 * 60_000;

interface Nudged {
  /** No worker may take it before this time, epoch ms. */
  readonly notBefore: number;
  /** How many hints the sweeper has sent since a worker last had it. */
  readonly nudges: number;
}

/**
 * When the sweeper looks again at what it has just hinted at. A long queue is not made longer every minute: the more hints
 * something had, the later the next one.
 */
export function nextNudgeAt({ notBefore, nudges }: Nudged, now: number): number {
  if (notBefore > now) return notBefore + hintGraceMs;
  return now + Math.min(longestNudgeMs, firstNudgeMs * 2 ** nudges);
}
