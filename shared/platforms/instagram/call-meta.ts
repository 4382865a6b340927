import type * as z from 'zod';
import type { PlatformAnswer, PlatformRequest, Send } from '../send.ts';
import { parseJson } from './graph-error.ts';
import { toInstagramError, toTransportError, unexpectedAnswer } from './instagram-error.ts';

/**
 * One call of Meta's services outside of a post: sign-in and account.
 * @throws PlatformError for everything but an answer of the expected shape
 */
export async function callMeta<Schema extends z.ZodType>(
  send: Send,
  request: Omit<PlatformRequest, 'headers' | 'body'> & {
    readonly token?: string;
    readonly form?: Record<string, string>;
  },
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { token, form, ...rest } = request;
  const headers = {
    accept: 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const body = form && new URLSearchParams(form).toString();
  const answer = await send({ ...rest, headers, ...(body !== undefined && { body }) }).catch((error: unknown) => {
    throw toTransportError(error);
  });
  return parseAnswer(answer, schema);
}

/** @throws PlatformError for everything but a success of the expected shape */
export function parseAnswer<Schema extends z.ZodType>(answer: PlatformAnswer, schema: Schema): z.infer<Schema> {
  if (answer.status !== 200) throw toInstagramError(answer);
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer(parsed.error);
}
