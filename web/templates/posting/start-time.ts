import { ApiError } from '../../../shared/contract/client/api-error.ts';
import { hasCode } from '../../data/errors.ts';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import type { Disambiguation } from '../../queue/schedule/when-fields.tsx';

const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * The time as an input of the browser wants it.
 * @param setting an instant with its offset, a local time, or empty
 */
export function localStartOf(setting: string, zone: string): string {
  return hasOffset.test(setting) ? toLocal(Date.parse(setting), zone) : setting.slice(0, 16);
}

/** The two instants that a local time may mean, which the API names when clocks are set then. */
export function readInstants(error: unknown): Readonly<Record<Disambiguation, string>> | undefined {
  const isUnclear = hasCode(error, 'ambiguous_time') || hasCode(error, 'nonexistent_time');
  if (!isUnclear || !(error instanceof ApiError)) return undefined;
  const [earlier, later] = error.details;
  return earlier && later && { earlier: earlier.message, later: later.message };
}

/** Which of the two was chosen. */
export function findChoice(setting: string, instants: ReturnType<typeof readInstants>): Disambiguation | undefined {
  if (!instants) return undefined;
  if (setting === instants.earlier) return 'earlier';
  return setting === instants.later ? 'later' : undefined;
}
