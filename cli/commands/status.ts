import type { Client } from '../../shared/contract/client.ts';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { queueLines, videoLines } from '../video-lines.ts';

export const status: Command = {
  usage: 'status [VIDEO…]',
  summary: 'The queue, or what became of some videos',
  async run({ client, words, terminal }) {
    const api = client();
    if (words.length === 0) {
      const videos = await listAll(api);
      terminal.result(videos, queueLines(videos));
      return exitCodes.ok;
    }
    const videos = await Promise.all(words.map((videoId) => api.getVideo({ params: { videoId } })));
    terminal.result(videos, videos.flatMap(videoLines));
    return exitCodes.ok;
  },
};

async function listAll(api: Client): Promise<Video[]> {
  const videos: Video[] = [];
  let cursor: string | undefined;
  do {
    let next: string | undefined;
    const onHeaders = (headers: Headers) => {
      next = headers.get('x-next-cursor') ?? undefined;
    };
    videos.push(...(await api.listVideos({ query: { limit: 100, cursor } }, { onHeaders })));
    cursor = next;
  } while (cursor !== undefined);
  return videos;
}
