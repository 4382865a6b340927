import type { Client } from '../../shared/contract/client.ts';
import type { Command } from '../command.ts';
import { driveToken } from '../drive-token.ts';
import { exitCodes } from '../exit-codes.ts';
import { textOption } from '../option.ts';
import { table } from '../table.ts';
import { UsageError } from '../usage-error.ts';

type DriveFile = Awaited<ReturnType<Client['listFolderContents']>>['files'][number];

export const files: Command = {
  usage: 'files [FOLDER] [--destination] [--search WORDS]',
  summary: 'What is in a folder of the source, with the ids that transfer and import take',
  options: {
    destination: { type: 'boolean', help: 'Look into the destination' },
    search: { type: 'string', help: 'Look for words of the name, everywhere' },
  },
  async run(context) {
    const [folder_id, ...more] = context.words;
    if (more.length > 0) throw new UsageError(`hopper ${files.usage}`);
    const token = driveToken(context, context.options.destination === true ? 'destination' : 'source');
    const search = textOption(context, 'search');
    const api = context.client();
    const found = await listAll((page_token) =>
      search === undefined
        ? api.listFolderContents({ query: { token, folder_id, page_size: 1000, page_token } })
        : api.listFilesAdvanced({ query: { token, folder_id, search, page_size: 1000, page_token } }),
    );
    const rows = found.map((file) => [file.id, file.isFolder ? 'folder' : (file.sizeFormatted ?? '–'), file.name]);
    context.terminal.result(found, rows.length === 0 ? ['Nothing there.'] : table(rows));
    return exitCodes.ok;
  },
};

type Page = Awaited<ReturnType<Client['listFolderContents']>>;

async function listAll(read: (pageToken: string | undefined) => Promise<Page>): Promise<DriveFile[]> {
  const found: DriveFile[] = [];
  let pageToken: string | undefined;
  do {
    const page = await read(pageToken);
    found.push(...page.files);
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return found;
}
