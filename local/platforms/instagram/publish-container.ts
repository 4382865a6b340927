import { rm } from 'node:fs/promises';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { GraphError, parseErrorName } from '../meta-oauth/graph-error.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { authorizeCaller, requireAccount } from './authorize-caller.ts';
import type { Container } from './container.ts';
import type { Instagram } from './instagram.ts';
import type { Media } from './media.ts';
import { newId, newShortcode } from './new-id.ts';
import { readParameters } from './parameters.ts';
import { countCall, countPosts } from './usage.ts';

/** `POST /{ig-id}/media_publish`: the only step that cannot be taken back. @throws GraphError */
export async function handlePublish(instagram: Instagram, exchange: Exchange): Promise<Answer> {
  const { nowMs } = exchange;
  const parameters = await readParameters(exchange);
  const caller = authorizeCaller(instagram, exchange, parameters, 'publish');
  const headers = countCall(instagram, caller, nowMs);
  const account = requireAccount(caller, exchange.path.split('/').at(-2) ?? '');
  const media = inTransaction(instagram.context.database, () => {
    const container = instagram.containers.find(parameters.creation_id ?? '');
    if (container?.accountId !== account.userId) throw new GraphError({ code: 24, subcode: 2207008 });
    assertPublishable(instagram, container, nowMs);
    instagram.context.stats.add('instagram', 'mediaPublished');
    instagram.containers.put({ ...container, state: 'published', publishedAtMs: nowMs });
    const created = toMedia(container, nowMs);
    instagram.saveMedia(created);
    return created;
  });
  if (media.bytes > instagram.options.maxKeptBytes) void rm(instagram.filePath(media.fileId), { force: true });
  return jsonAnswer(200, { id: media.id }, headers);
}

function assertPublishable(instagram: Instagram, { state, accountId }: Container, nowMs: number): void {
  if (state === 'published') throw new GraphError(parseErrorName(instagram.options.secondPublish) ?? { code: 24 });
  if (state === 'expired') throw new GraphError({ code: 24, subcode: 2207008 });
  if (state !== 'finished') throw new GraphError({ code: 9007, subcode: 2207027 });
  if (countPosts(instagram, accountId, nowMs) >= instagram.options.dailyPosts) {
    throw new GraphError({ code: 9, subcode: 2207042 });
  }
}

function toMedia(container: Container, nowMs: number): Media {
  const { mediaType } = container;
  const isVideo = container.durationMs !== null || mediaType === 'REELS';
  return {
    id: newId(),
    accountId: container.accountId,
    containerId: container.id,
    shortcode: newShortcode(),
    caption: container.caption,
    mediaType: mediaType === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : isVideo ? 'VIDEO' : 'IMAGE',
    productType: mediaType === 'STORIES' ? 'STORY' : mediaType === 'REELS' ? 'REELS' : 'FEED',
    trial: container.trial,
    publishedAtMs: nowMs,
    deleted: false,
    deletedAtMs: container.fate.deletedAfterMs === null ? null : nowMs + container.fate.deletedAfterMs,
    commentsEnabled: true,
    comments: [],
    bytes: container.bytes,
    sha256: container.sha256,
    fileId: container.fileId,
  };
}
