/** Types that Drive treats in a way of its own. @see https://developers.google.com/workspace/drive/api/guides/mime-types */
export const folderType = 'application/vnd.google-apps.folder';
export const shortcutType = 'application/vnd.google-apps.shortcut';
export const nativePrefix = 'application/vnd.google-apps.';

/**
 * What Drive says about a file, a folder or a shortcut. Times are RFC 3339, as Drive sends and takes them.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files#File
 */
export interface DriveFile {
  readonly id: string;
  /** Any Unicode text, not unique in its folder; may hold slashes. */
  readonly name: string;
  readonly mimeType: string;
  readonly description: string | null;
  /** Null for folders, shortcuts, and some documents. */
  readonly sizeBytes: number | null;
  /** Hex; blobs only. */
  readonly md5: string | null;
  readonly sha256: string | null;
  /** Empty for what others have shared. */
  readonly parents: readonly string[];
  readonly createdTime: string;
  readonly modifiedTime: string;
  /** Grows with every change of the file, of its words too. */
  readonly version: string | null;
  readonly trashed: boolean;
  readonly shortcut: { readonly targetId: string; readonly targetMimeType: string } | null;
  /** The shared drive that it is in. */
  readonly driveId: string | null;
  readonly ownedByMe: boolean;
  /** E-mail addresses; empty in shared drives. */
  readonly owners: readonly string[];
  readonly appProperties: Readonly<Record<string, string>>;
  readonly can: {
    readonly download: boolean;
    readonly addChildren: boolean;
    readonly listChildren: boolean;
    readonly edit: boolean;
    readonly trash: boolean;
  };
  readonly webViewLink: string | null;
  readonly thumbnailLink: string | null;
  readonly video: { readonly width: number; readonly height: number; readonly durationMs: number } | null;
}

export function isFolder({ mimeType }: Pick<DriveFile, 'mimeType'>): boolean {
  return mimeType === folderType;
}

/** A Google document: it has no bytes of its own and can be exported at best. */
export function isNative({ mimeType }: Pick<DriveFile, 'mimeType'>): boolean {
  return mimeType.startsWith(nativePrefix) && mimeType !== folderType && mimeType !== shortcutType;
}

/** My Drive as a whole, or a shared drive: a folder in which things lie, and that nobody has made. */
export function isTop({ id, driveId, ownedByMe, parents }: DriveFile): boolean {
  return id === driveId || (ownedByMe && parents.length === 0);
}
