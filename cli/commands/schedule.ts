import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { textOption } from '../option.ts';
import { UsageError } from '../usage-error.ts';

export const schedule: Command = {
  usage: 'schedule VIDEO TIME [--zone ZONE]',
  summary: 'Give a video a time: 2026-12-24T18:00, or with Z or an offset',
  options: {
    zone: { type: 'string', help: 'Zone of a local time, as Europe/Berlin; that of the settings without it' },
  },
  async run(context) {
    const [videoId, time, ...more] = context.words;
    if (videoId === undefined || time === undefined || more.length > 0)
      throw new UsageError(`hopper ${schedule.usage}`);
    const time_zone = textOption(context, 'zone');
    const body = { scheduled_time: time, ...(time_zone !== undefined && { time_zone }) };
    const video = await context.client().putSchedule({ params: { videoId }, body });
    const kept = [...video.kept, ...video.refused].map(({ platform, reason }) => `  ${platform}: ${reason}`);
    context.terminal.result(video, [`${video.filename} goes out at ${video.scheduled_time}.`, ...kept]);
    return exitCodes.ok;
  },
};
