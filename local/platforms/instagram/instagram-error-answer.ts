import { type Answer, htmlAnswer } from '../http/answer.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import { GraphError, parseErrorName } from '../meta-oauth/graph-error.ts';
import type { Exchange, InjectedError } from '../platform.ts';
import { RuploadError } from './rupload.ts';
import { usageHeaders } from './usage.ts';

const rateLimits = new Set([4, 17, 32, 613, 80001, 80002]);

/** An error that a fault wants, in the envelope of the host that was asked; `reason` is `code` or `code/sub-code`. */
export function toInstagramErrorAnswer({ status, reason, message }: InjectedError, exchange: Exchange): Answer {
  if ((status === 502 || status === 504) && reason === undefined) return htmlAnswer(status, `<h1>${status}</h1>`);
  if (exchange.path.startsWith('/rupload/')) {
    const error = new RuploadError(
      reason ?? 'ProcessingFailedError',
      message ?? 'Request processing failed',
      status >= 500,
    );
    return error.toAnswer(status);
  }
  const named = parseErrorName(reason ?? '');
  if (named) {
    const headers = rateLimits.has(named.code) ? usageHeaders(named.code, 100) : {};
    return new GraphError({ ...named, status, message, headers }).toAnswer();
  }
  if (status === 429) return new GraphError({ code: 4, status, message, headers: usageHeaders(4, 100) }).toAnswer();
  if (status === 404) return new GraphError({ code: 2500, status, message: 'Unknown path components' }).toAnswer();
  return new GraphError({ code: status >= 500 ? 2 : 100, status, message }).toAnswer();
}

/** Turns an error that a handler threw into an answer. */
export function answerThrown(error: unknown): Answer | undefined {
  if (error instanceof GraphError || error instanceof RuploadError) return error.toAnswer();
  if (!(error instanceof BodyTooLargeError)) return undefined;
  return new GraphError({ code: 100, status: 413, message: error.message }).toAnswer();
}
