import { type ErrorEnvelope, errorTable } from '../contract/errors.ts';
import type { Scope } from '../contract/scopes.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { HttpAnswer } from './http-event.ts';
import { MethodNotAllowedError } from './unknown-route.ts';

/** The token is good, but not for this. */
export class InsufficientScopeError extends HopperError {
  readonly scope: Scope;

  constructor(scope: Scope) {
    super('insufficient_scope', `This API token lacks the scope ${scope}.`);
    this.scope = scope;
  }
}

/** The envelope of an error. Of an error that is not ours the caller learns nothing but the request id. */
export function buildErrorAnswer(error: unknown, requestId: string): HttpAnswer {
  const known = error instanceof HopperError ? error : new HopperError('internal');
  const { status, message } = errorTable[known.code];
  const envelope: ErrorEnvelope = {
    error: {
      code: known.code,
      message: known.userMessage ?? message,
      requestId,
      ...(known.details ? { details: [...known.details] } : {}),
    },
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headersOf(known) },
    body: JSON.stringify(envelope),
  };
}

/** Seconds until a new try makes sense, where nobody knows better. */
const retryAfterSeconds: Partial<Record<HopperError['code'], number>> = {
  idempotency_in_progress: 1,
  unavailable: 5,
  too_many_requests: 30,
};

function headersOf(error: HopperError): Record<string, string> {
  const seconds = error.retryAfterSeconds ?? retryAfterSeconds[error.code];
  const challenge = challengeOf(error);
  return {
    ...(error instanceof MethodNotAllowedError ? { allow: error.allowed.join(', ') } : {}),
    ...(challenge ? { 'www-authenticate': challenge } : {}),
    ...(seconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) }),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function challengeOf(error: HopperError): string | undefined {
  if (error instanceof InsufficientScopeError) return `Bearer error="insufficient_scope", scope="${error.scope}"`;
  if (error.code === 'invalid_token') return 'Bearer error="invalid_token"';
  return error.code === 'unauthenticated' ? 'Bearer' : undefined;
}
