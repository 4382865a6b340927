import type { Readable } from 'node:stream';
import type { PlatformAnswer, PlatformRequest } from '../send.ts';
import { toPlatformError } from './platform-error.ts';
import { sendWithToken } from './send-authorized.ts';
import type { YoutubeContext } from './youtube-context.ts';

interface FileRequest extends Pick<PlatformRequest, 'url' | 'headers'> {
  /** Length of the body, bytes. */
  readonly bytes: number;
  /** The body; called again when the token was refused. */
  open(): Promise<Readable>;
}

/**
 * Posts a file that belongs to a video. A refused token is renewed once.
 * @returns the answer, unless it is an error
 * @throws PlatformError
 */
export async function sendFile(context: YoutubeContext, request: FileRequest): Promise<PlatformAnswer> {
  const { step } = context;
  const post = async (token: string) => {
    const body = { stream: await request.open(), bytes: request.bytes };
    return sendWithToken(context, { method: 'POST', url: request.url, headers: request.headers, body }, token);
  };
  const token = await step.accessToken();
  const first = await post(token);
  const answer = first.status === 401 ? await post(await step.accessToken(token)) : first;
  if (answer.status !== 200) throw toPlatformError(answer, step.now());
  return answer;
}
