import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { ShownAddress } from '../shown-address.ts';
import { callGraph } from './call-graph.ts';
import type { Live } from './checkpoint.ts';
import { switchCommentsOff, writeFirstComment } from './comments.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';

/** Seconds between looks for the address of a new post, which may come a moment later. */
const lookSeconds = [2, 5, 15, 30, 60] as const;

const Published = z.object({ permalink: ShownAddress, username: z.string().optional() });

/** It is out: what is left can fail without anything being posted again. */
export function beginLive({ request }: InstagramContext, mediaId: string, copyrightMatch: boolean): StepResult {
  const live: Live = {
    phase: 'live',
    mediaId,
    copyrightMatch,
    url: null,
    looks: 0,
    comments: request.allowComments ? 'done' : 'to-switch-off',
    firstComment: request.firstComment === null ? 'done' : 'to-write',
    failures: 0,
  };
  return goOnAfter(0, live);
}

/** What is left to do once a post is out: comments, then its address. */
export function finishPost(context: InstagramContext, live: Live): Promise<StepResult> {
  if (live.comments === 'to-switch-off') return switchCommentsOff(context, live);
  if (live.firstComment === 'to-write' || live.firstComment === 'writing') return writeFirstComment(context, live);
  return findAddress(context, live);
}

async function findAddress(context: InstagramContext, live: Live): Promise<StepResult> {
  const parameters = { fields: 'id,permalink,username' };
  const call = { method: 'GET', path: live.mediaId, parameters } as const;
  const media = await callGraph(context, call, Published).catch((error: unknown) => {
    if (error instanceof PlatformError) return undefined;
    throw error;
  });
  if (media?.permalink) return published(live, media.permalink);
  const seconds = lookSeconds[live.looks];
  if (seconds !== undefined) return goOnAfter(seconds, { ...live, looks: live.looks + 1 });
  const profile = media?.username === undefined ? '' : `${media.username}/`;
  return published(live, `https://www.instagram.com/${profile}`, 'no_address');
}

/** What is not quite as asked, for the user. */
const notices = {
  no_address: 'The video is out, but Instagram does not tell its address. Perhaps it was deleted there.',
  comments_on: 'The video is out, but its comments could not be switched off. Do it in the Instagram app.',
  first_comment_missing: 'The video is out, but its first comment could not be written. Write it in the Instagram app.',
  copyright_match: 'The video is out, but Instagram found material of others in it and may mute or block it.',
} as const;

function published(live: Live, url: string, missing?: 'no_address'): StepResult {
  const codes = [
    ...(live.comments === 'failed' ? (['comments_on'] as const) : []),
    ...(live.firstComment === 'failed' ? (['first_comment_missing'] as const) : []),
    ...(live.copyrightMatch ? (['copyright_match'] as const) : []),
    ...(missing ? [missing] : []),
  ];
  const result = { state: 'published', remoteId: live.mediaId, url } as const;
  const [code] = codes;
  if (code === undefined) return result;
  return { ...result, notice: { code, message: codes.map((name) => notices[name]).join(' ') } };
}
