import type * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { parseJson } from '../google/google-error.ts';
import { withParameters } from '../with-parameters.ts';
import { toPlatformError } from './platform-error.ts';
import { sendAuthorized } from './send-authorized.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Reads a resource list (`*.list`, one quota unit each).
 * @throws PlatformError for every answer that is not 200 and of the expected shape. Never `rejected`: that YouTube
 *   does not show something says nothing about whether the video is there.
 */
export async function readResource<Schema extends z.ZodType>(
  context: YoutubeContext,
  resource: URL,
  parameters: Readonly<Record<string, string>>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const url = withParameters(resource, parameters);
  const answer = await sendAuthorized(context, { method: 'GET', url, headers: { accept: 'application/json' } });
  if (answer.status !== 200) throw toReadError(toPlatformError(answer, context.step.now()));
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw new PlatformError('transient', 'unexpected_answer', 'YouTube gave an answer that Hopper does not understand.', {
    cause: parsed.error,
  });
}

function toReadError(error: PlatformError): PlatformError {
  if (error.kind !== 'rejected') return error;
  const message = 'YouTube does not tell Hopper what became of the video. Look at the channel whether it is there.';
  return new PlatformError('unknown', error.causeCode, message, { cause: error });
}
