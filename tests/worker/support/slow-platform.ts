import type { PublishStep, StepResult } from '../../../shared/domain/posts/publisher.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { published } from './scripted-worker.ts';

export const chunkBytes = 8 * 1024 * 1024;

interface Receiver {
  readonly clock: VirtualClock;
  readonly sizeBytes: number;
  readonly bytesPerSecond: number;
  /** Of a chunk that is cut, whole blocks of this size stay; a platform that takes whole chunks only keeps nothing. */
  readonly blockBytes: number;
}

/** A platform with an upload session that takes its time, and a publisher that keeps the rules of one. */
export function createSlowPlatform({ clock, sizeBytes, bytesPerSecond, blockBytes }: Receiver) {
  let stored = 0;
  const seen = { sentBytes: 0, cuts: 0, longestStepMs: 0, turns: 0, atOnce: 0 };
  let running = 0;

  async function sendChunk({ signal }: PublishStep): Promise<StepResult> {
    const bytes = Math.min(chunkBytes, sizeBytes - stored);
    const from = clock.now();
    await arrival(clock, (bytes / bytesPerSecond) * 1000, signal);
    const arrived = signal.aborted ? ((clock.now() - from) / 1000) * bytesPerSecond : bytes;
    seen.sentBytes += arrived;
    if (signal.aborted) {
      seen.cuts += 1;
      stored += Math.floor(arrived / blockBytes) * blockBytes;
      throw signal.reason;
    }
    stored += bytes;
    return stored === sizeBytes ? published : { state: 'uploading', checkpoint: 'session', bytesSent: stored };
  }

  async function advance(step: PublishStep): Promise<StepResult> {
    if (step.resumed) seen.turns += 1;
    if (step.checkpoint === null || step.resumed) {
      return { state: 'uploading', checkpoint: 'session', bytesSent: stored };
    }
    return sendChunk(step);
  }

  return {
    seen,
    async advance(step: PublishStep): Promise<StepResult> {
      const from = clock.now();
      running += 1;
      seen.atOnce = Math.max(seen.atOnce, running);
      try {
        return await advance(step);
      } finally {
        running -= 1;
        seen.longestStepMs = Math.max(seen.longestStepMs, clock.now() - from);
      }
    },
  };
}

/** Resolves when everything has arrived, or when it is cut. */
function arrival(clock: VirtualClock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}
