import * as z from 'zod';
import type { EventPattern } from './event-rule.ts';

const Fields = z.record(z.string(), z.unknown());

/** Whether an event has every field that a pattern names, with a value that it allows. */
export function matchEvent(pattern: EventPattern, event: unknown): boolean {
  const { data: fields } = Fields.safeParse(event);
  if (!fields) return false;
  return Object.entries(pattern).every(([name, expected]) =>
    Array.isArray(expected)
      ? expected.some((one) => (typeof one === 'string' ? fields[name] === one : startsWith(fields[name], one.prefix)))
      : matchEvent(expected, fields[name]),
  );
}

function startsWith(value: unknown, prefix: string): boolean {
  return typeof value === 'string' && value.startsWith(prefix);
}
