import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { sendOnce } from './call-graph.ts';
import { parseAnswer } from './call-meta.ts';
import type { Sending } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { parseGraphError } from './graph-error.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { isUnknownThing } from './instagram-error.ts';
import { afterPreparing } from './poll-container.ts';
import { firstPollSeconds, readContainer } from './read-container.ts';
import { storedUploadUrl } from './upload-url.ts';
import { toPreparing } from './wait-for-container.ts';

const Uploaded = z.object({ success: z.literal(true) });

/**
 * Sends all bytes in one request: the upload host takes them from an offset to the end only. How many it has stored
 * cannot be asked, so whoever comes after a broken upload begins with a new container.
 * @see https://developers.facebook.com/documentation/instagram-platform/content-publishing/resumable-uploads
 */
export async function sendBytes(context: InstagramContext, sending: Sending): Promise<StepResult> {
  const { step, addresses } = context;
  if (step.resumed) return resumeSending(context, sending);
  const { sizeBytes } = step.source;
  const token = await step.accessToken();
  const url = storedUploadUrl(addresses, sending.uploadUrl);
  const stream = await step.source.open(0, sizeBytes - 1, step.signal);
  const headers = {
    // Not Bearer, at this host.
    authorization: `OAuth ${token}`,
    offset: '0',
    file_size: String(sizeBytes),
    'content-type': 'application/octet-stream',
  };
  const answer = await sendOnce(context, { method: 'POST', url, headers, body: { stream, bytes: sizeBytes } });
  if (answer.status !== 200) {
    const { message } = parseGraphError(answer);
    if (message.startsWith('NotAuthorizedError')) await step.accessToken(token);
    throw brokenUpload(new Error(`The upload host answered ${answer.status}: ${message}`));
  }
  parseAnswer(answer, Uploaded);
  return goOnAfter(firstPollSeconds, toPreparing(sending, context.step.now()));
}

/** The bytes may have arrived although nobody heard so; if not, containers are cheap. */
async function resumeSending(context: InstagramContext, sending: Sending): Promise<StepResult> {
  const state = await readContainer(context, sending.containerId).catch((error: unknown) => {
    if (isUnknownThing(error)) return undefined;
    throw error;
  });
  if (!state || state.status_code === 'IN_PROGRESS') return createContainer(context, sending.containers);
  return afterPreparing(context, toPreparing(sending, context.step.now()), state);
}

function brokenUpload(cause: Error): PlatformError {
  const text = 'The upload to Instagram broke off. Hopper tries again by itself.';
  return new PlatformError('transient', 'upload_failed', text, { cause });
}
