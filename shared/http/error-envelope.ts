import type { MiddlewareObj } from '@middy/core';
import { buildErrorAnswer } from './error-answer.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** Turns whatever was thrown into the one error shape. */
export function errorEnvelope(): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    // The answer is set, not returned: middy takes a returned one as final and skips the middlewares around this one.
    onError: (request) => {
      request.response = buildErrorAnswer(request.error, request.event.requestContext.requestId);
    },
  };
}
