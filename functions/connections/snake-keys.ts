import { snakeName } from '../../shared/domain/snake-name.ts';

/** The same value with the field names of the API: `maxDurationSeconds` → `max_duration_seconds`. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snakeName(name), snakeKeys(inner)]));
}
