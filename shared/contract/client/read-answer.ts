import type { ErrorEnvelope } from '../errors.ts';
import { ApiError } from './api-error.ts';

/**
 * The JSON of a successful answer.
 * @param onHeaders hears the headers of whatever was answered
 * @throws ApiError for every other answer and for none; AbortError when the caller gave up
 */
export async function readAnswer(pending: Promise<Response>, onHeaders?: (headers: Headers) => void): Promise<unknown> {
  const response = await pending.catch(refuse);
  onHeaders?.(response.headers);
  const answer: unknown = await response.json().catch(ignoreUnlessGivenUp);
  if (response.ok && answer !== undefined) return answer;
  if (isEnvelope(answer)) throw new ApiError({ ...answer.error, status: response.status });
  const message = response.statusText || 'The server gave no answer of its own.';
  throw new ApiError({ code: codeOf(response.status), status: response.status, message });
}

/** An answer without JSON is judged by its status. */
function ignoreUnlessGivenUp(cause: unknown): undefined {
  if (Object(cause).name === 'AbortError') throw cause;
}

function refuse(cause: unknown): never {
  ignoreUnlessGivenUp(cause);
  throw new ApiError({ code: 'unavailable', status: 0, message: 'The server cannot be reached.' }, { cause });
}

/** Answers without the envelope are not from our code but from API Gateway or a proxy. */
function codeOf(status: number): string {
  if (status === 429) return 'too_many_requests';
  return status === 413 ? 'too_large' : 'unavailable';
}

function isEnvelope(value: unknown): value is ErrorEnvelope {
  return typeof Object(Object(value).error).code === 'string';
}
