import { expect } from '@jest/globals';
import { type ErrorCode, ErrorEnvelope, errorTable } from '../../../shared/contract/errors.ts';
import type { RouteSpec } from '../../../shared/contract/route.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';

/** What every answer of the API has, good or bad. Only the documentation, the same for everybody, may be cached. */
export function expectSafeHeaders(answer: HttpAnswer, route?: RouteSpec): void {
  const mayBeCached = route?.raw !== undefined && answer.statusCode === 200;
  expect(answer.headers).toMatchObject({
    'cache-control': mayBeCached ? 'public, max-age=300' : 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
}

/** The envelope with this code and its status; answers the envelope's content. */
export function expectError(answer: HttpAnswer, code: ErrorCode): ErrorEnvelope['error'] {
  expectSafeHeaders(answer);
  const { error } = ErrorEnvelope.strict().parse(JSON.parse(answer.body));
  expect({ status: answer.statusCode, code: error.code }).toEqual({ status: errorTable[code].status, code });
  expect(error.requestId).toBe('request-1');
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.cookies).toBeUndefined();
  return error;
}
