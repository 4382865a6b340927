import { HopperError } from '../hopper-error.ts';
import type { EffectiveSettings } from '../settings/load-settings.ts';
import type { ZonedTime } from './local-time.ts';
import { assertNotTooFar, parseScheduledTime } from './parse-scheduled-time.ts';
import { type Interval, planSpaced } from './plan-spaced.ts';

/** What a user may say about this one time instead of the settings. */
export interface PlanRequest {
  readonly mode?: 'immediate' | 'spaced' | 'specific_time' | undefined;
  readonly interval_value?: number | undefined;
  readonly interval_unit?: Interval['unit'] | undefined;
  readonly first_immediately?: boolean | undefined;
  readonly start_time?: string | undefined;
  readonly time_zone?: string | undefined;
  readonly disambiguation?: 'earlier' | 'later' | undefined;
}

/** When the videos of one order go. */
export interface PostingPlan {
  readonly mode: 'immediate' | 'spaced' | 'specific_time';
  /** For each video in order; null = at once. */
  readonly times: readonly (ZonedTime | null)[];
  /** For a person; missing when everything goes at once. */
  readonly message?: string;
}

/**
 * Times for so many videos, by what the user says now and else by the settings.
 * @param now epoch milliseconds
 * @throws HopperError invalid_input (empty, past, too far), ambiguous_time, nonexistent_time
 */
export function buildPostingPlan(
  count: number,
  request: PlanRequest,
  settings: EffectiveSettings['global'],
  now: number,
): PostingPlan {
  const mode = request.mode ?? (settings.upload_immediately ? 'immediate' : settings.schedule_mode);
  if (mode === 'immediate') return { mode, times: Array.from({ length: count }, () => null) };
  const timeZone = request.time_zone ?? settings.time_zone;
  return mode === 'spaced'
    ? spaced(count, request, settings, { now, timeZone })
    : specific(count, request, settings, { now, timeZone });
}

interface Frame {
  readonly now: number;
  readonly timeZone: string;
}

function spaced(
  count: number,
  request: PlanRequest,
  settings: EffectiveSettings['global'],
  { now, timeZone }: Frame,
): PostingPlan {
  const value = request.interval_value ?? settings.schedule_interval_value;
  const unit = request.interval_unit ?? settings.schedule_interval_unit;
  const firstNow = request.first_immediately ?? settings.upload_first_immediately;
  const times = planSpaced(count, { start: now, interval: { value, unit }, timeZone, firstNow });
  const last = times.at(-1);
  const field = request.interval_value === undefined ? 'schedule_interval_value' : 'interval_value';
  if (last) assertNotTooFar(last.at, now, field);
  return {
    mode: 'spaced',
    times: times.map((time) => (time.at <= now ? null : time)),
    message: `Videos scheduled with ${value} ${unit} interval`,
  };
}

function specific(
  count: number,
  request: PlanRequest,
  settings: EffectiveSettings['global'],
  { now, timeZone }: Frame,
): PostingPlan {
  const time = request.start_time ?? settings.schedule_start_time;
  const names = { time: request.start_time === undefined ? 'schedule_start_time' : 'start_time', zone: 'time_zone' };
  if (time === '') {
    const message = 'Say when: the time is empty.';
    throw new HopperError('invalid_input', message, { details: [{ path: names.time, message }] });
  }
  const when = parseScheduledTime({ time, timeZone, disambiguation: request.disambiguation }, now, names);
  const message = `Videos scheduled for ${when.local} ${when.timeZone}`;
  return { mode: 'specific_time', times: Array.from({ length: count }, () => when), message };
}
