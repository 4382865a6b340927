import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { someWords } from '../option.ts';
import { videoLines } from '../video-lines.ts';

export const retry: Command = {
  usage: 'retry VIDEO…',
  summary: 'Try again where they failed, and nowhere else',
  async run(context) {
    const api = context.client();
    const ids = someWords(context, 'at least one video');
    const videos = await Promise.all(ids.map((videoId) => api.retryVideo({ params: { videoId } })));
    context.terminal.result(videos, videos.flatMap(videoLines));
    return exitCodes.ok;
  },
};
