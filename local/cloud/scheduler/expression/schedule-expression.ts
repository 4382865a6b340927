import { type Cron, nextCron, parseCron } from './cron.ts';
import { instantOfOrAfter, type WallTime } from './zone-time.ts';

/** When a schedule fires, as its expression says. */
export type ScheduleExpression =
  | { kind: 'at'; wall: WallTime }
  | { kind: 'rate'; everyMs: number }
  | { kind: 'cron'; cron: Cron };

/** What the expression is evaluated with; times in epoch milliseconds. */
export interface ExpressionFrame {
  zone: string;
  /** Where a rate begins to count. */
  startsAt: number;
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function parseAt(text: string): ScheduleExpression | undefined {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  // A date that does not exist, like 30 February, comes out of the round trip as another one.
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 19) !== text) return undefined;
  return { kind: 'at', wall: { year, month, day, hour, minute, second } };
}

function parseRate(text: string): ScheduleExpression | undefined {
  const [, value, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(text) ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return undefined;
  return { kind: 'rate', everyMs: Number(value) * unitMs[unit] };
}

/**
 * Reads `at(2026-12-24T18:00:00)`, `rate(5 minutes)` or `cron(0 9 ? * MON-FRI *)`; undefined when it is none of them.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseScheduleExpression(text: string): ScheduleExpression | undefined {
  const [, kind, inner = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'at') return parseAt(inner);
  if (kind === 'rate') return parseRate(inner);
  const cron = kind === 'cron' ? parseCron(inner) : undefined;
  return cron && { kind: 'cron', cron };
}

/** The first time after an instant at which the expression fires, if there is one. */
export function nextTime(expression: ScheduleExpression, frame: ExpressionFrame, after: number): number | undefined {
  if (expression.kind === 'at') {
    const instant = instantOfOrAfter(expression.wall, frame.zone);
    return instant > after ? instant : undefined;
  }
  if (expression.kind === 'cron') return nextCron(expression.cron, frame.zone, Math.max(after, frame.startsAt - 1));
  const passed = Math.floor((after - frame.startsAt) / expression.everyMs) + 1;
  return frame.startsAt + Math.max(passed, 0) * expression.everyMs;
}
