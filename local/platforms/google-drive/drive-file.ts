import * as z from 'zod';

/** Type prefix of what has no bytes of its own. */
export const googleType = (name: string) => `application/vnd.google-apps.${name}`;
export const folderType = googleType('folder');
export const shortcutType = googleType('shortcut');

const permissionSchema = z.object({
  id: z.string(),
  type: z.enum(['user', 'group', 'domain', 'anyone']),
  role: z.enum(['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader']),
  emailAddress: z.string().nullable(),
});
export type DrivePermission = z.infer<typeof permissionSchema>;

const propertiesSchema = z.record(z.string(), z.string());

/** Oddities that a file has at the real service without its owner's doing; set by `PATCH /sim/files/{id}`. */
export const oddityNames = ['abusive', 'downloadForbidden', 'copyForbidden', 'downloadQuotaExceeded'] as const;

/** A file, folder, shortcut or native document as it is stored. Times are milliseconds. */
export const driveFileSchema = z.object({
  id: z.string(),
  /** Subject id of the owner; null in a shared drive. */
  ownerSub: z.string().nullable(),
  driveId: z.string().nullable(),
  /** Null for a root. */
  parentId: z.string().nullable(),
  /** Project whose client made it: what `drive.file` may see. */
  projectId: z.string(),
  name: z.string(),
  mimeType: z.string(),
  description: z.string().nullable(),
  starred: z.boolean(),
  createdMs: z.number(),
  modifiedMs: z.number(),
  /** When it was put into the bin itself, not with its folder. */
  trashedMs: z.number().nullable(),
  /** When lists begin to show it. */
  listedMs: z.number(),
  version: z.number(),
  appProperties: propertiesSchema,
  properties: propertiesSchema,
  shortcut: z.object({ targetId: z.string(), targetMimeType: z.string() }).nullable(),
  permissions: z.array(permissionSchema),
  /** Only blobs have content; the bytes lie in the file `blobId` of the uploads folder, as long as they are kept. */
  content: z
    .object({
      bytes: z.number(),
      md5: z.string(),
      sha1: z.string(),
      sha256: z.string(),
      blobId: z.string().nullable(),
      /** Of an MP4 or QuickTime file, as its header states it; not known for those of others. */
      video: z.object({ width: z.number(), height: z.number(), durationMs: z.number() }).nullable().default(null),
      revisionId: z.string(),
    })
    .nullable(),
  originalFilename: z.string().nullable(),
  /** Bytes of any export of a native document. */
  exportBytes: z.number(),
  oddities: z.array(z.enum(oddityNames)),
});
export type DriveFile = z.infer<typeof driveFileSchema>;
export type Content = NonNullable<DriveFile['content']>;

export const isFolder = ({ mimeType }: Pick<DriveFile, 'mimeType'>) => mimeType === folderType;
export const isShortcut = ({ mimeType }: Pick<DriveFile, 'mimeType'>) => mimeType === shortcutType;
/** A document of Google's own editors: it can be exported, not downloaded. */
export const isNative = (file: Pick<DriveFile, 'mimeType'>) =>
  file.mimeType.startsWith(googleType('')) && !isFolder(file) && !isShortcut(file);
