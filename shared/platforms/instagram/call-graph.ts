import type * as z from 'zod';
import type { PlatformAnswer, PlatformRequest } from '../send.ts';
import { buildGraphUrl } from './addresses.ts';
import { parseAnswer } from './call-meta.ts';
import { parseGraphError } from './graph-error.ts';
import type { InstagramContext } from './instagram-context.ts';
import { toTransportError } from './instagram-error.ts';

interface GraphCall {
  readonly method: 'GET' | 'POST';
  /** Node or edge, such as `<id>/media`. */
  readonly path: string;
  /** Query of a GET, form of a POST. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Calls the Graph API for the account of a post; a token that is refused is renewed once and the call repeated, which
 * is safe because a refused call has had no effect.
 * @throws PlatformError for everything but a success of the expected shape
 */
export async function callGraph<Schema extends z.ZodType>(
  context: InstagramContext,
  call: GraphCall,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { step } = context;
  const token = await step.accessToken();
  const answer = await sendCall(context, call, token);
  if (!isTokenRefused(answer)) return parseAnswer(answer, schema);
  return parseAnswer(await sendCall(context, call, await step.accessToken(token)), schema);
}

function sendCall(context: InstagramContext, { method, path, parameters }: GraphCall, token: string) {
  const { addresses, variant } = context;
  const isRead = method === 'GET';
  const url = buildGraphUrl(addresses, variant, path, isRead ? parameters : {});
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (isRead) return sendOnce(context, { method, url, headers });
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  return sendOnce(context, { method, url, headers: form, body: new URLSearchParams(parameters).toString() });
}

/**
 * Sends once.
 * @throws PlatformError `transient` when no answer came; the abort reason when the step was cut
 */
export async function sendOnce(
  { step, send }: InstagramContext,
  request: Omit<PlatformRequest, 'signal'>,
): Promise<PlatformAnswer> {
  try {
    return await send({ ...request, signal: step.signal });
  } catch (error) {
    step.signal.throwIfAborted();
    throw toTransportError(error);
  }
}

function isTokenRefused(answer: PlatformAnswer): boolean {
  return answer.status !== 200 && parseGraphError(answer).code === 190;
}
