import * as z from 'zod';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { ShownAddress } from '../shown-address.ts';

/** 64-bit numbers are strings. */
const int64 = z.coerce.number().int().min(0);
const can = z.boolean().default(false);

/**
 * A file as Drive sends it; what a kind of file does not have is missing.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files#File
 */
export const FileResource = z.object({
  id: z.string().min(1),
  name: z.string(),
  mimeType: z.string(),
  description: z.string().optional(),
  size: int64.optional(),
  md5Checksum: z.string().optional(),
  sha256Checksum: z.string().optional(),
  parents: z.array(z.string()).default([]),
  createdTime: z.string(),
  modifiedTime: z.string(),
  version: z.string().optional(),
  trashed: z.boolean().default(false),
  shortcutDetails: z.object({ targetId: z.string(), targetMimeType: z.string().default('') }).optional(),
  driveId: z.string().optional(),
  ownedByMe: z.boolean().default(false),
  owners: z.array(z.object({ emailAddress: z.string().optional() })).default([]),
  appProperties: z.record(z.string(), z.string()).default({}),
  capabilities: z
    .object({ canDownload: can, canAddChildren: can, canListChildren: can, canEdit: can, canTrash: can })
    .prefault({}),
  webViewLink: ShownAddress,
  thumbnailLink: z.string().optional(),
  videoMediaMetadata: z
    .object({ width: z.number().default(0), height: z.number().default(0), durationMillis: int64.default(0) })
    .optional(),
});

/** The same in our words. */
export function toDriveFile(file: z.infer<typeof FileResource>): DriveFile {
  const { capabilities, videoMediaMetadata: video } = file;
  return {
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    description: file.description ?? null,
    sizeBytes: file.size ?? null,
    md5: file.md5Checksum ?? null,
    sha256: file.sha256Checksum ?? null,
    parents: file.parents,
    createdTime: file.createdTime,
    modifiedTime: file.modifiedTime,
    version: file.version ?? null,
    trashed: file.trashed,
    shortcut: file.shortcutDetails ?? null,
    driveId: file.driveId ?? null,
    ownedByMe: file.ownedByMe,
    owners: file.owners.flatMap(({ emailAddress }) => emailAddress ?? []),
    appProperties: file.appProperties,
    can: {
      download: capabilities.canDownload,
      addChildren: capabilities.canAddChildren,
      listChildren: capabilities.canListChildren,
      edit: capabilities.canEdit,
      trash: capabilities.canTrash,
    },
    webViewLink: file.webViewLink,
    thumbnailLink: file.thumbnailLink ?? null,
    video: video ? { width: video.width, height: video.height, durationMs: video.durationMillis } : null,
  };
}
