import type { MiddlewareObj } from '@middy/core';
import { HopperError } from '../domain/hopper-error.ts';
import { isTokenCall } from './find-caller.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { isStateChanging } from './is-state-changing.ts';

/**
 * Refuses state-changing calls that a browser makes for another site. Browsers set both headers and pages cannot forge
 * them; programs send neither and pass. A page of another site that was given an API token may use it: no browser adds one.
 * @param origin APP_ORIGIN
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function sameOrigin(origin: string): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    before: ({ event }) => {
      const { http, authorizer } = event.requestContext;
      if (!isStateChanging(http.method) || isTokenCall(authorizer?.lambda)) return;
      if (!isAllowed(event.headers, origin)) throw new HopperError('cross_origin');
    },
  };
}

function isAllowed(headers: HttpEvent['headers'], origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || headers.origin === origin;
}
