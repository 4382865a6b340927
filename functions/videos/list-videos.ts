import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { buildCursor, parseCursor } from './queue-cursor.ts';
import { loadOwnerFacts, readPage, viewVideo } from './view-videos.ts';

/** Videos per question to the database when it is not known how many will be answered. */
const bigPage = 500;

/** A Lambda function answers at most 6 MB. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const enoughBytes = 5_000_000;

/**
 * The queue in its order: with a limit one page, without everything that fits into one answer. What is left is behind the
 * cursor. A filter by status looks on until the page is full.
 */
export const listVideos: VideosEndpoint<'listVideos'> = async ({ query }, { caller }, deps) => {
  const { limit, status } = query;
  const ownerFacts = loadOwnerFacts(deps, caller.userId);
  let after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
  const body: Video[] = [];
  let bytes = 0;
  for (;;) {
    const pageSize = status ? bigPage : (limit ?? bigPage);
    const [page, owner] = await Promise.all([readPage(deps, caller.userId, { limit: pageSize, after }), ownerFacts]);
    for (const { video, posts } of page.items) {
      const view = buildVideoView(video, posts, owner);
      if (status && view.status !== status) continue;
      body.push(view);
      // A hundred videos are never too much, so only the answer to "everything" is measured.
      if (!limit) bytes += Buffer.byteLength(JSON.stringify(view));
      if (body.length !== limit && bytes < enoughBytes) continue;
      const isLast = !page.next && video === page.items.at(-1)?.video;
      return { body, nextCursor: isLast ? undefined : buildCursor(video) };
    }
    if (!page.next) return { body };
    after = page.next;
  }
};

/** One video. */
export const getVideo: VideosEndpoint<'getVideo'> = async ({ params }, { caller }, deps) =>
  viewVideo(deps, await getOwnVideo(deps, caller.userId, params.videoId));
