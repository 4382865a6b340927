import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import type { Live } from './checkpoint.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';

/** Times that something about comments is tried; the post is out in any case. */
const maxFailures = 3;
const againSeconds = 10;

const CommentList = z.object({ data: z.array(z.object({ text: z.string().default('') })).default([]) });

/**
 * Switches the comments of a post off. Safe to repeat.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media#updating
 */
export async function switchCommentsOff(context: InstagramContext, live: Live): Promise<StepResult> {
  const call = { method: 'POST', path: live.mediaId, parameters: { comment_enabled: 'false' } } as const;
  const error = await tryTo(() => callGraph(context, call, z.unknown()));
  if (!error) return goOnAfter(0, { ...live, comments: 'done', failures: 0 });
  if (isOver(error, live)) return goOnAfter(0, { ...live, comments: 'failed', failures: 0 });
  return goOnAfter(againSeconds, { ...live, failures: live.failures + 1 });
}

/**
 * Writes the first comment: the intent is stored before, and whoever finds it looks whether the comment is there.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
 */
export async function writeFirstComment(context: InstagramContext, live: Live): Promise<StepResult> {
  const { step, request } = context;
  const done = { ...live, firstComment: 'done', failures: 0 } as const;
  const message = request.firstComment ?? '';
  if (live.firstComment === 'to-write') return goOnAfter(0, { ...live, firstComment: 'writing' });
  if (step.resumed) return lookForComment(context, live, message);
  const call = { method: 'POST', path: `${live.mediaId}/comments`, parameters: { message } } as const;
  const error = await tryTo(() => callGraph(context, call, z.object({ id: z.string() })));
  if (!error) return goOnAfter(0, done);
  if (error.kind !== 'transient') return goOnAfter(0, { ...live, firstComment: 'failed' });
  return goOnAfter(againSeconds, { ...live, failures: live.failures + 1 });
}

async function lookForComment(context: InstagramContext, live: Live, message: string): Promise<StepResult> {
  const call = { method: 'GET', path: `${live.mediaId}/comments`, parameters: { fields: 'id,text' } } as const;
  const read = { list: undefined as z.infer<typeof CommentList> | undefined };
  const error = await tryTo(async () => {
    read.list = await callGraph(context, call, CommentList);
  });
  if (read.list?.data.some(({ text }) => text.trim() === message.trim())) {
    return goOnAfter(0, { ...live, firstComment: 'done', failures: 0 });
  }
  // Not seen is not "not there" when Instagram does not answer: a comment too few is better than one too many.
  if (live.failures >= maxFailures || (error && isOver(error, live))) {
    return goOnAfter(0, { ...live, firstComment: 'failed', failures: 0 });
  }
  if (error) return goOnAfter(againSeconds, { ...live, failures: live.failures + 1 });
  return goOnAfter(0, { ...live, firstComment: 'to-write', failures: live.failures + 1 });
}

/** @returns why it came to nothing; a step that was cut is no such reason */
async function tryTo(work: () => Promise<unknown>): Promise<PlatformError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
}

function isOver({ kind }: PlatformError, { failures }: Live): boolean {
  return kind !== 'transient' || failures + 1 >= maxFailures;
}
