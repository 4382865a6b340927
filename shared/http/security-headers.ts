import type { MiddlewareObj, Request } from '@middy/core';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** An API answer is data: nothing in it may run, load, be framed, be guessed at, or be kept by a cache. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Puts the security headers on every answer, errors too. An answer that needs other ones brings them itself (`raw-answer.ts`).
 * @param origin APP_ORIGIN; over plain HTTP browsers ignore Strict-Transport-Security, so it is left out
 */
export function securityHeaders(origin: string): MiddlewareObj<HttpEvent, HttpAnswer> {
  const transport = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
  const added = origin.startsWith('https:') ? { ...always, ...transport } : always;
  const add = ({ response }: Request<HttpEvent, HttpAnswer>) => {
    if (response) response.headers = { ...added, ...response.headers };
  };
  return { after: add, onError: add };
}
