import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { someWords, textOption } from '../option.ts';
import { progressLine } from '../upload/progress-line.ts';
import { uploadFile } from '../upload/upload-file.ts';
import { UsageError } from '../usage-error.ts';
import { videoLines } from '../video-lines.ts';
import { watchVideos } from './watch.ts';

export const upload: Command = {
  usage: 'upload FILE… [--title TITLE] [--post | --at TIME [--zone ZONE]] [--watch]',
  summary: 'Send videos; the same command goes on with what was cut',
  options: {
    title: { type: 'string', help: 'Title of the video, instead of the template’s' },
    post: { type: 'boolean', help: 'Post them now' },
    at: { type: 'string', help: 'Post them at this time, see schedule' },
    zone: { type: 'string', help: 'Zone of a local time' },
    watch: { type: 'boolean', help: 'With --post: wait until they are out' },
  },
  async run(context) {
    const { client, terminal, signal, options } = context;
    const paths = someWords(context, 'at least one file');
    if (options.post === true && options.at !== undefined) throw new UsageError('Either --post or --at.');
    const api = client();
    const videos: Video[] = [];
    for (const path of paths) {
      const startedAt = Date.now();
      const onProgress = (sent: number, total: number, resumedAt: number) =>
        terminal.progress(progressLine(path, sent, total, Date.now() - startedAt, resumedAt));
      const arrived = await uploadFile(path, { client: api, signal, onProgress });
      terminal.say(`${arrived.filename} has arrived (${arrived.id}).`);
      videos.push(await giveWords(context, arrived));
    }
    const ids = videos.map(({ id }) => id);
    if (options.post === true) {
      await api.postVideos({ body: { video_ids: ids, mode: 'immediate' } });
      if (options.watch === true) return watchVideos(context, ids);
    }
    terminal.result(videos, videos.flatMap(videoLines));
    return exitCodes.ok;
  },
};

async function giveWords(context: CommandContext, { id }: Video): Promise<Video> {
  const api = context.client();
  const params = { videoId: id };
  const title = textOption(context, 'title');
  const time = textOption(context, 'at');
  const time_zone = textOption(context, 'zone');
  if (title !== undefined) await api.updateVideo({ params, body: { title } });
  if (time !== undefined) {
    const body = { scheduled_time: time, ...(time_zone !== undefined && { time_zone }) };
    await api.putSchedule({ params, body });
  }
  return api.getVideo({ params });
}
