import * as z from 'zod';
import { transferOptions } from '../../shared/contract/routes/transfer-shapes.ts';
import type { Command } from '../command.ts';
import { driveToken } from '../drive-token.ts';
import { someWords, textOption } from '../option.ts';
import { UsageError } from '../usage-error.ts';
import { tellOrder } from '../watch-transfer.ts';

const existingWays = transferOptions.on_existing.options;

export const transfer: Command = {
  usage: 'transfer FILE… [--to FOLDER] [--existing skip|rename|replace] [--move] [--plan] [--watch]',
  summary: 'Copy files and folders from the source to the destination',
  options: {
    to: { type: 'string', help: 'Folder at the destination; its top without it' },
    existing: { type: 'string', help: 'What to do with files of the same name; skip without it' },
    move: { type: 'boolean', help: 'Lay each source file in the trash once its copy is verified' },
    plan: { type: 'boolean', help: 'Only say what would happen; `hopper transfers ID run` does it' },
    watch: { type: 'boolean', help: 'Wait for the end; ends with 1 when something was not copied' },
  },
  async run(context) {
    const file_ids = [...someWords(context, 'at least one file or folder by its id')];
    const existing = z.enum(existingWays).safeParse(textOption(context, 'existing') ?? 'skip');
    if (!existing.success) throw new UsageError(`--existing is one of ${existingWays.join(', ')}.`);
    const plan_only = context.options.plan === true;
    const ordered = await context.client().createTransfer({
      body: {
        source_token: driveToken(context, 'source'),
        dest_token: driveToken(context, 'destination'),
        file_ids,
        folder_id: textOption(context, 'to') ?? 'root',
        on_existing: existing.data,
        delete_source: context.options.move === true,
        plan_only,
      },
    });
    return tellOrder(context, ordered, plan_only);
  },
};
