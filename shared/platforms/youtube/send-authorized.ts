import type { PlatformAnswer, PlatformRequest } from '../send.ts';
import { toTransportError } from './platform-error.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Sends with an access token; a token that is refused is renewed once and the request repeated.
 * @param request has no streamed body, so it can be sent twice
 * @returns the answer, a second 401 included
 * @throws PlatformError `transient` when no answer came
 */
export async function sendAuthorized(
  context: YoutubeContext,
  request: Omit<PlatformRequest, 'signal' | 'body'> & { readonly body?: string },
): Promise<PlatformAnswer> {
  const token = await context.step.accessToken();
  const answer = await sendWithToken(context, request, token);
  if (answer.status !== 401) return answer;
  return sendWithToken(context, request, await context.step.accessToken(token));
}

/**
 * Sends once.
 * @throws PlatformError `transient` when no answer came; the abort reason when the step was cut
 */
export async function sendWithToken(
  { step, send }: YoutubeContext,
  request: Omit<PlatformRequest, 'signal'>,
  token: string,
): Promise<PlatformAnswer> {
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  try {
    return await send({ ...request, headers, signal: step.signal });
  } catch (error) {
    step.signal.throwIfAborted();
    throw toTransportError(error);
  }
}
