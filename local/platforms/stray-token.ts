import type { Exchange } from './platform.ts';
import type { Counters } from './storage/counters.ts';

/** Counts requests that carry an access token to a place where none belongs: a leak in the client. */
export function recordStrayToken(stats: Counters, exchange: Pick<Exchange, 'request' | 'url' | 'query'>): void {
  const carries = exchange.request.headers.authorization !== undefined || exchange.query.has('access_token');
  if (!carries) return;
  stats.add('strayTokens', 'total');
  stats.add('strayTokens', exchange.url.pathname.slice(0, 200));
}
