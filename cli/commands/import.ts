import type { Command } from '../command.ts';
import { driveToken } from '../drive-token.ts';
import { someWords } from '../option.ts';
import { tellOrder } from '../watch-transfer.ts';

export const importVideos: Command = {
  usage: 'import FILE… [--plan] [--watch]',
  summary: 'Bring videos, or folders of them, from the source into the queue',
  options: {
    plan: { type: 'boolean', help: 'Only say what would happen; `hopper transfers ID run` does it' },
    watch: { type: 'boolean', help: 'Wait for the end; ends with 1 when a video did not arrive' },
  },
  async run(context) {
    const file_ids = [...someWords(context, 'at least one file or folder by its id')];
    const plan_only = context.options.plan === true;
    const source_token = driveToken(context, 'source');
    const ordered = await context.client().importVideos({ body: { source_token, file_ids, plan_only } });
    return tellOrder(context, ordered, plan_only);
  },
};
