import type { Readable } from 'node:stream';
import { beginRequest, type PlatformAnswer, type PlatformRequest, readAnswer, singleHeaders } from './send.ts';

/** An answer whose body is still to come, read only as fast as somebody takes it. */
export interface OpenAnswer extends Omit<PlatformAnswer, 'text'> {
  /** Fails when the connection ends before the body does. Whoever does not read it to its end destroys it. */
  readonly body: Readable;
}

/** A request without a body. An answer of 2xx is left open; every other one is read and closed. */
export type OpenBody = (
  request: Omit<PlatformRequest, 'body' | 'maxAnswerBytes'>,
) => Promise<OpenAnswer | PlatformAnswer>;

/** {@link OpenBody} over node:http(s): memory stays constant, and a connection on which nothing moves is given up. */
export const openOverHttp: OpenBody = (asked) =>
  new Promise((resolve, reject) => {
    const request = beginRequest(asked);
    request.on('error', reject);
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) resolve({ status, headers: singleHeaders(response), body: response });
      else readAnswer(response).then(resolve, reject);
    });
    request.end();
  });
