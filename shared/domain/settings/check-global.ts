import type { GlobalChange, GlobalSettings } from '../../contract/settings/global.ts';
import { HopperError } from '../hopper-error.ts';
import { parseScheduledTime } from '../schedules/parse-scheduled-time.ts';

const minutesOf = { minutes: 1, hours: 60, days: 24 * 60 } as const;
const minutesOfYear = 365 * 24 * 60;

const names = { time: 'schedule_start_time', zone: 'time_zone' };

/**
 * Refuses global settings that no plan can be made with.
 * @param now epoch ms
 * @throws HopperError invalid_input, ambiguous_time, nonexistent_time
 */
export function assertPlannable(current: GlobalSettings, change: GlobalChange, now: number): void {
  const { schedule_interval_value: value, schedule_interval_unit: unit } = { ...current, ...change };
  if (value * minutesOf[unit] > minutesOfYear) {
    throw refuse('schedule_interval_value', 'At most 365 days: schedules reach 12 months ahead.');
  }
  const { schedule_start_time: time = '', time_zone: timeZone = current.time_zone } = change;
  // A time that was set earlier may pass: it is looked at again when it is used.
  if (time !== '' && time !== current.schedule_start_time) parseScheduledTime({ time, timeZone }, now, names);
}

function refuse(path: string, message: string): HopperError {
  return new HopperError('invalid_input', message, { details: [{ path, message }] });
}
