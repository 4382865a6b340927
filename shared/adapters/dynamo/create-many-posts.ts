import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Post } from '../../domain/posts/post.ts';
import { buildItems, createPostsOfVideo, maxTransactionItems } from './create-posts.ts';
import type { Table } from './table.ts';

/** A transaction takes 4 MB; what it holds is a little more than the posts themselves. */
const maxPackBytes = 2_000_000;
/** So many transactions run at once. */
const lanes = 8;

/**
 * Writes the posts of many videos, for each video all or none. Those of several videos go into one transaction, which makes an
 * order of thousands a matter of seconds; when anything about it is refused, each of its videos is written by itself.
 * @returns those that were written
 */
export async function createManyPosts(table: Table, posts: readonly Post[]): Promise<Post[]> {
  const perVideo = Map.groupBy(posts, ({ ownerId, videoId }) => `${ownerId}/${videoId}`);
  const waiting = pack([...perVideo.values()]).values();
  const created: Post[] = [];
  const lane = async () => {
    for (const videos of waiting) created.push(...(await createPack(table, videos)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return created;
}

/** Fills transactions with whole videos, in order. */
function pack(perVideo: readonly Post[][]): Post[][][] {
  const packs: Post[][][] = [];
  let items = 0;
  let bytes = 0;
  for (const own of perVideo) {
    // Bytes and not characters: the table counts UTF-8, in which most of the world's letters take two to four.
    const size = Buffer.byteLength(JSON.stringify(own));
    items += own.length + 1;
    bytes += size;
    const isFull = items > maxTransactionItems || bytes > maxPackBytes;
    const last = packs.at(-1);
    if (last && !isFull) {
      last.push(own);
      continue;
    }
    packs.push([own]);
    items = own.length + 1;
    bytes = size;
  }
  return packs;
}

async function createPack(table: Table, videos: readonly Post[][]): Promise<Post[]> {
  const [first = []] = videos;
  if (videos.length === 1) return createPostsOfVideo(table, first);
  try {
    const TransactItems = videos.flatMap((own) => buildItems(table, own));
    await table.client.send(new TransactWriteCommand({ TransactItems }));
    return videos.flat();
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    // One that is there already, a video that is gone, or the same order a second time.
    return (await Promise.all(videos.map((own) => createPostsOfVideo(table, own)))).flat();
  }
}
