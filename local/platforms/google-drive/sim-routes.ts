import * as z from 'zod';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { pathOf } from './access.ts';
import type { Drive } from './drive.ts';
import { oddityNames } from './drive-file.ts';
import { parseJson } from './file-resource.ts';

const changeSchema = z.strictObject({
  oddities: z.array(z.enum(oddityNames)).optional(),
  exportBytes: z.int().min(0).optional(),
});

/** `PATCH /drive/sim/files/{id}`: what happens to a file at the real service without an API call. */
export async function handleSimPatch(drive: Drive, exchange: Exchange, id: string): Promise<Answer> {
  const change = changeSchema.safeParse(parseJson((await exchange.text()) || '{}'));
  const file = drive.files.find(id);
  if (!change.success || !file) return jsonAnswer(400, { error: { message: 'No such file or change.' } });
  const { oddities = file.oddities, exportBytes = file.exportBytes } = change.data;
  drive.files.put({ ...file, oddities, exportBytes, version: file.version + 1 });
  return jsonAnswer(200, { id, oddities, exportBytes });
}

/** `GET /drive/sim/tree`: everything that lies anywhere, with its path from the root, for whoever wants to compare trees. */
export function handleSimTree(drive: Drive): Answer {
  const tree = drive.files
    .listAll()
    .filter(({ parentId }) => parentId !== null)
    .map((file) => ({
      id: file.id,
      account: drive.google.accounts.find(({ sub }) => sub === file.ownerSub)?.id ?? null,
      driveId: file.driveId,
      path: pathOf(drive, file)
        .slice(0, -1)
        .map(({ name }) => name)
        .toReversed(),
      mimeType: file.mimeType,
      bytes: file.content?.bytes ?? null,
      md5: file.content?.md5 ?? null,
      createdTime: new Date(file.createdMs).toISOString(),
      modifiedTime: new Date(file.modifiedMs).toISOString(),
      description: file.description,
      shortcutTargetId: file.shortcut?.targetId ?? null,
      trashed: pathOf(drive, file).some(({ trashedMs }) => trashedMs !== null),
    }));
  return jsonAnswer(200, tree);
}
