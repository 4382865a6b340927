import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { someWords } from '../option.ts';
import { videoLines } from '../video-lines.ts';

export const cancel: Command = {
  usage: 'cancel VIDEO…',
  summary: 'Take the time of planned videos away',
  async run(context) {
    const api = context.client();
    const ids = someWords(context, 'at least one video');
    const videos = await Promise.all(ids.map((videoId) => api.deleteSchedule({ params: { videoId } })));
    const lines = videos.flatMap((video) => [
      ...videoLines(video),
      ...video.kept.map(({ platform, reason }) => `  ${platform}: ${reason}`),
    ]);
    context.terminal.result(videos, lines);
    return exitCodes.ok;
  },
};
