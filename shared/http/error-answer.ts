import { type ErrorEnvelope, errorTable } from '../contract/errors.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { HttpAnswer } from './http-event.ts';
import { MethodNotAllowedError } from './unknown-route.ts';

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
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(known instanceof MethodNotAllowedError ? { allow: known.allowed.join(', ') } : {}),
    },
    body: JSON.stringify(envelope),
  };
}
