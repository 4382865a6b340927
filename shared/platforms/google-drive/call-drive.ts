import type * as z from 'zod';
import { parseJson } from '../google/google-error.ts';
import type { PlatformAnswer, PlatformRequest } from '../send.ts';
import { withParameters } from '../with-parameters.ts';
import type { DriveContext } from './drive-context.ts';
import { toDriveError, toUnexpected, toUnreachable } from './platform-error.ts';

/** A small call: its body is text, so it can be sent twice. */
export interface DriveCall extends Omit<PlatformRequest, 'body' | 'headers'> {
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/**
 * Sends with an access token; one that is refused is renewed once and the request repeated.
 * @returns the answer, whatever its status
 * @throws PlatformError `unreachable` when none came; the abort reason when the caller has given up
 */
export async function callDrive(context: DriveContext, call: DriveCall): Promise<PlatformAnswer> {
  const { json, headers, parameters, ...rest } = call;
  const request = {
    ...rest,
    url: withParameters(call.url, parameters),
    headers: {
      accept: 'application/json',
      ...(json !== undefined && { 'content-type': 'application/json; charset=UTF-8' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  };
  return withToken(context, (authorization) =>
    context.send({ ...request, headers: { ...request.headers, authorization } }).catch((error: unknown) => {
      call.signal?.throwIfAborted();
      throw toUnreachable(error);
    }),
  );
}

/** Asks again with another token when the first one is refused. @param ask is safe to repeat */
export async function withToken<Answer extends { readonly status: number }>(
  context: DriveContext,
  ask: (authorization: string) => Promise<Answer>,
): Promise<Answer> {
  const token = await context.accessToken();
  const answer = await ask(`Bearer ${token}`);
  return answer.status === 401 ? ask(`Bearer ${await context.accessToken(token)}`) : answer;
}

/** @throws PlatformError when it is an error, or nothing that the schema knows */
export function readDrive<Schema extends z.ZodType>(
  answer: PlatformAnswer,
  schema: Schema,
  now: number,
): z.infer<Schema> {
  if (answer.status !== 200 && answer.status !== 201) throw toDriveError(answer, now);
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw toUnexpected(parsed.error);
}
