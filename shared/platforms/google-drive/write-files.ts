import * as z from 'zod';
import type { DriveFileChange, NewDriveFile } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { callDrive, readDrive } from './call-drive.ts';
import type { DriveContext } from './drive-context.ts';
import { fileFields } from './file-fields.ts';
import { FileResource, toDriveFile } from './parse-file.ts';
import { toDriveError } from './platform-error.ts';

type Signal = AbortSignal | undefined;

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/create */
export async function createFile(
  context: DriveContext,
  file: NewDriveFile,
  signal: Signal,
): Promise<DriveFile | 'exists'> {
  const call = { method: 'POST', url: context.addresses.files, json: toResource(file), signal } as const;
  const answer = await callDrive(context, { ...call, parameters: { fields: fileFields } });
  if (answer.status === 409 && isIdInUse(context, answer)) return 'exists';
  return toDriveFile(readDrive(answer, FileResource, context.now()));
}

/**
 * Takes the content out of a file, then gives it its words: a session that is to receive nothing would never be complete.
 * @throws PlatformError `notFound`
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#simple
 */
export async function emptyFile(
  context: DriveContext,
  id: string,
  change: DriveFileChange,
  signal: Signal,
): Promise<void> {
  const { addresses, now } = context;
  const calls = [
    { url: addresses.replace(id), uploadType: 'media', headers: { 'content-type': change.mimeType } },
    { url: addresses.file(id), json: toChange(change) },
  ];
  for (const { uploadType, ...call } of calls) {
    const parameters = { fields: 'id', uploadType };
    const answer = await callDrive(context, { ...call, method: 'PATCH', parameters, signal });
    readDrive(answer, z.object({ id: z.string() }), now());
  }
}

/** The body of a new file. */
export function toResource(file: NewDriveFile) {
  const { id, name, parentId, createdTime, shortcutTargetId } = file;
  return {
    id,
    name,
    parents: [parentId],
    ...(createdTime !== undefined && { createdTime }),
    ...(shortcutTargetId !== undefined && { shortcutDetails: { targetId: shortcutTargetId } }),
    ...toChange(file),
  };
}

/** The body of a change. */
export function toChange({ mimeType, description, modifiedTime, appProperties }: DriveFileChange) {
  return {
    mimeType,
    ...(typeof description === 'string' && { description }),
    ...(modifiedTime !== undefined && { modifiedTime }),
    ...(appProperties !== undefined && { appProperties }),
  };
}

/** The id that was generated before is taken: the file was made by an earlier try. */
export function isIdInUse(context: DriveContext, answer: Parameters<typeof toDriveError>[0]): boolean {
  return toDriveError(answer, context.now()).causeCode === 'fileIdInUse';
}

/**
 * @throws PlatformError `notFound`, `insufficientFilePermissions`
 * @see https://developers.google.com/workspace/drive/api/guides/delete#trash
 */
export async function trashFile(context: DriveContext, id: string, signal: Signal): Promise<void> {
  const url = context.addresses.file(id);
  const call = { method: 'PATCH', url, json: { trashed: true }, parameters: { fields: 'id' }, signal } as const;
  readDrive(await callDrive(context, call), z.object({ id: z.string() }), context.now());
}
