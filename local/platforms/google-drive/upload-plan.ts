import * as z from 'zod';
import type { Exchange } from '../platform.ts';
import { admit, assertRole, type Call, requireFile } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import { type DriveFile, isFolder, isNative, isShortcut } from './drive-file.ts';
import { applyResource, type FileResource, parseFileResource } from './file-resource.ts';
import { assertStorage, planFile } from './new-file.ts';

/** What the bytes of an upload are for, kept with the session until they are complete. */
export const uploadIntentSchema = z.object({
  /** Null = a new file. */
  fileId: z.string().nullable(),
  resource: z.string(),
  mediaType: z.string(),
  projectId: z.string(),
  allDrives: z.boolean(),
});
export type UploadIntent = z.infer<typeof uploadIntentSchema>;

/**
 * Lets an upload begin: everything that can be known before its bytes.
 * @param bytes as declared; null = not said
 * @throws GoogleApiError
 */
export function admitUpload(
  drive: Drive,
  exchange: Exchange,
  intent: Omit<UploadIntent, 'projectId' | 'allDrives'>,
  bytes: number | null,
): { call: Call; intent: UploadIntent } {
  const call = admit(drive, exchange, 'change', 'edit');
  drive.quota.assertMayUpload(call.sub, call.nowMs);
  const whole = { ...intent, projectId: call.caller.projectId, allDrives: call.allDrives };
  const file = planUpload(drive, call, whole);
  assertStorage(drive, call, file, (bytes ?? 0) - (file.content?.bytes ?? 0));
  return { call, intent: whole };
}

/** The file that the upload will make or change, as it would be now. @throws GoogleApiError */
export function planUpload(drive: Drive, call: Call, { fileId, resource, mediaType }: UploadIntent): DriveFile {
  const wanted: FileResource = parseFileResource(resource);
  if (fileId === null) {
    const mimeType = wanted.mimeType ?? mediaType;
    if (isNative({ mimeType }) || isFolder({ mimeType }) || isShortcut({ mimeType })) {
      throw driveError(400, 'badRequest', 'The simulation does not convert uploads into documents.');
    }
    return planFile(drive, call, { resource: wanted, mimeType });
  }
  const { file, role } = requireFile(drive, call, fileId);
  assertRole(role, 'writer');
  if (!file.content) throw driveError(403, 'fileNotDownloadable', 'This file has no content to replace.');
  return applyResource(file, wanted, call.nowMs, drive.options.listLagSeconds * 1000);
}
