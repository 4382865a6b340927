import type { Throttle } from './http-api-model.ts';

/**
 * Builds the throttle of a stage: `burst` requests at once, refilled at `rate` per second.
 *
 * @param nowMs the clock
 * @returns takes one token; false when there is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function buildTokenBucket({ rate, burst }: Throttle, nowMs: () => number): () => boolean {
  let tokens = burst;
  let filledAtMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(burst, tokens + ((now - filledAtMs) / 1000) * rate);
    filledAtMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
