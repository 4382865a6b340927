import { ApiError } from '../../shared/contract/client/api-error.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { errorTexts } from '../texts/en/errors.ts';

/** Whether the API answered with this code. */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ApiError && error.code === code;
}

/** Whether the same call may succeed a little later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status >= 500 || error.code === 'too_many_requests';
}

/** What to tell a person. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return errorTexts.unexpected;
  if (error.status === 0) return navigator.onLine ? errorTexts.unreachable : errorTexts.offline;
  const [first] = error.details;
  const known = Object.entries(errorTexts.byCode).find(([code]) => code === error.code)?.[1];
  return known ?? first?.message ?? error.message;
}

/** What is wrong with one field, by its dotted path. */
export function findFieldError(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.details.find((detail) => detail.path === path)?.message;
}

/** Whether the error belongs to one of these fields and is said there. */
export function isSaidAtField(error: unknown, paths: readonly string[]): boolean {
  return paths.some((path) => findFieldError(error, path) !== undefined);
}

/** To quote when asking for help. */
export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiError && error.requestId !== '' ? error.requestId : undefined;
}
