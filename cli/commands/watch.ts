import type { Client } from '../../shared/contract/client.ts';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import type { Command, CommandContext } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { lookUntil } from '../look-until.ts';
import { someWords } from '../option.ts';
import { videoLines } from '../video-lines.ts';

type Post = Video['posts'][number];

const moving: ReadonlySet<string> = new Set(['queued', 'uploading', 'processing', 'waiting']);

/** What still moves by itself; a planned time is waited for only when asked to, also where all of the post has landed before it. */
export function isMoving({ status, landed }: Post, waitsForPlanned: boolean): boolean {
  return landed || status === 'scheduled' ? waitsForPlanned : moving.has(status);
}

export const watch: Command = {
  usage: 'watch VIDEO… [--planned]',
  summary: 'Wait until they are out; ends with 1 when one of them is not',
  options: { planned: { type: 'boolean', help: 'Wait for planned times too' } },
  async run(context) {
    const ids = someWords(context, 'at least one video');
    return watchVideos(context, ids);
  },
};

/** The same for whoever has just posted them. */
export async function watchVideos(context: CommandContext, ids: readonly string[]): Promise<ExitCode> {
  const api = context.client();
  const videos = await Promise.all(ids.map((videoId) => watchVideo(context, api, videoId)));
  context.terminal.result(videos, videos.flatMap(videoLines));
  const isOut = videos.every(({ posts }) => posts.length > 0 && posts.every(({ status }) => status === 'published'));
  return isOut ? exitCodes.ok : exitCodes.failed;
}

function watchVideo({ terminal, options, signal }: CommandContext, api: Client, videoId: string): Promise<Video> {
  const isUnderWay = (post: Post) => isMoving(post, options.planned === true);
  return lookUntil({
    terminal,
    signal,
    look: () => api.getVideo({ params: { videoId } }, { signal }),
    isDone: (video) => !video.posts.some(isUnderWay),
    describe: ({ filename, posts }) =>
      `${filename}: ${posts.map(({ platform, status, percent }) => `${platform} ${status} ${percent} %`).join(', ')}`,
  });
}
