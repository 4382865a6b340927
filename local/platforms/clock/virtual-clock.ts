import type { Settings } from '../storage/settings.ts';

/** The platforms' own time: real time plus an offset that can only grow and is kept across restarts. */
export interface VirtualClock {
  nowMs(): number;
  /** @param seconds how far to jump ahead, at least 0 */
  advance(seconds: number): void;
  toJSON(): { now: string; offsetSeconds: number };
}

const settingName = 'clock-offset-ms';

/**
 * Opens the clock with the offset of the last run.
 * @param realNowMs source of real time, milliseconds since the epoch
 */
export function openVirtualClock(settings: Settings, realNowMs: () => number = Date.now): VirtualClock {
  let offsetMs = Number(settings.read(settingName) ?? 0);
  const nowMs = () => realNowMs() + offsetMs;
  return {
    nowMs,
    advance: (seconds) => {
      offsetMs += Math.round(seconds * 1000);
      settings.write(settingName, String(offsetMs));
    },
    toJSON: () => ({ now: new Date(nowMs()).toISOString(), offsetSeconds: offsetMs / 1000 }),
  };
}
