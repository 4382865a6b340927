import type * as z from 'zod';
import type { PlatformRequest, Send } from '../send.ts';
import { parseEnvelope } from './envelope.ts';
import { toPlatformError, toTransportError, unexpectedAnswer } from './platform-error.ts';

/** One call of the API. */
export interface ApiCall<Schema extends z.ZodType> {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Of a POST; an object. */
  readonly body?: object;
  /** What the data of a good answer looks like. */
  readonly data: Schema;
}

/**
 * Calls the API once.
 * @throws PlatformError for everything that is not a good answer; `transient` when none came, the abort reason when the
 *   call was cut
 */
export async function callApi<Schema extends z.ZodType>(
  { send, now, signal }: { readonly send: Send; readonly now: () => number; readonly signal?: AbortSignal },
  accessToken: string,
  call: ApiCall<Schema>,
): Promise<z.infer<Schema>> {
  const answer = parseEnvelope(
    await send(buildRequest(accessToken, call, signal)).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw toTransportError(error);
    }),
  );
  if (!answer.ok) throw toPlatformError(answer, now());
  const parsed = call.data.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer(parsed.error);
}

function buildRequest(
  accessToken: string,
  { method, url, body }: ApiCall<z.ZodType>,
  signal?: AbortSignal,
): PlatformRequest {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  if (method === 'GET') return { method, url, headers, signal };
  const json = { ...headers, 'content-type': 'application/json; charset=UTF-8' };
  return { method, url, headers: json, body: JSON.stringify(body ?? {}), signal };
}
