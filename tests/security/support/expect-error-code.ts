import { expect } from '@jest/globals';
import { type ErrorCode, ErrorEnvelope, errorTable } from '../../../shared/contract/errors.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';

/** The envelope with this code and its status. */
export function expectErrorCode({ statusCode, body }: HttpAnswer, code: ErrorCode): void {
  const { error } = ErrorEnvelope.parse(JSON.parse(body));
  expect({ status: statusCode, code: error.code }).toEqual({ status: errorTable[code].status, code });
}
