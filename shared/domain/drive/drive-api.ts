import type { Readable } from 'node:stream';
import type { DriveFile } from './drive-file.ts';

/** Which files to list. Values are plain text: whoever builds Drive's query escapes them. */
export interface DriveQuery {
  /** Children of this folder. */
  readonly folderId?: string;
  /** Words of the name: Drive finds by beginnings. */
  readonly search?: string;
  /** Exactly these names; at most 50. */
  readonly names?: readonly string[];
  readonly mimeTypes?: readonly string[];
  readonly foldersOnly?: boolean;
  readonly sharedWithMe?: boolean;
  /** A shared drive to look through; with a folder of it, Drive is sure to look through all of that folder. */
  readonly driveId?: string;
  readonly orderBy?: string;
  /** 1 to 1,000. */
  readonly pageSize: number;
  readonly pageToken?: string;
}

export interface DrivePage {
  readonly files: readonly DriveFile[];
  /** A page may be empty and not be the last. */
  readonly nextPageToken: string | null;
  /** Drive has not looked through everything. */
  readonly incomplete: boolean;
}

export interface DriveAbout {
  readonly email: string;
  readonly name: string;
  readonly photoUrl: string | null;
  /** Stable id of the account. */
  readonly permissionId: string;
  /** Null = unlimited. */
  readonly limitBytes: number | null;
  readonly usageBytes: number;
}

/** What a new file is to be. The id was generated before, so that a repetition makes no second file. */
export interface NewDriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly parentId: string;
  readonly description?: string | null;
  readonly createdTime?: string;
  readonly modifiedTime?: string;
  readonly appProperties?: Readonly<Record<string, string>>;
  /** For a shortcut. */
  readonly shortcutTargetId?: string;
}

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds */
export type DriveIdKind = 'files' | 'shortcuts';

/** New content, and words, for a file that is there. */
export type DriveFileChange = Pick<NewDriveFile, 'mimeType' | 'description' | 'modifiedTime' | 'appProperties'>;

/** What an upload session says. */
export type DriveUploadAnswer =
  | { readonly state: 'open'; readonly receivedBytes: number }
  | { readonly state: 'finished'; readonly file: DriveFile }
  /** Ended or unknown. What it was for may exist all the same. */
  | { readonly state: 'gone' };

/** Bytes of an upload session: a chunk, a multiple of 256 KiB unless it is the last. */
export interface DriveChunk {
  readonly start: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly body: Readable;
}

/**
 * One Google account's Drive, as this application needs it. Shared drives are always included. A call fails with a
 * PlatformError whose causeCode is Google's reason (`storageQuotaExceeded`, `userRateLimitExceeded`, …); what has no reason
 * of Google's is `unreachable` or `unexpected_answer`.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3
 */
export interface DriveApi {
  about(signal?: AbortSignal): Promise<DriveAbout>;
  /** @returns undefined for what is not there, or not for this account */
  find(fileId: string, signal?: AbortSignal): Promise<DriveFile | undefined>;
  list(query: DriveQuery, signal?: AbortSignal): Promise<DrivePage>;
  listSharedDrives(signal?: AbortSignal): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Ids that the next files of this account may get; shortcuts need ids of their own kind. @param count 1 to 1,000 */
  generateIds(count: number, kind: DriveIdKind, signal?: AbortSignal): Promise<readonly string[]>;
  /** A folder, a shortcut or an empty file. @returns `exists` when the id is in use: it was made before */
  create(file: NewDriveFile, signal?: AbortSignal): Promise<DriveFile | 'exists'>;
  /** @returns the session's address, a secret that needs no token; or `exists` */
  beginUpload(file: NewDriveFile, sizeBytes: number, signal?: AbortSignal): Promise<string | 'exists'>;
  /** The same for new content of a file that is there. */
  beginReplacement(fileId: string, change: DriveFileChange, sizeBytes: number, signal?: AbortSignal): Promise<string>;
  /** No content instead of what is there, which no session can bring. Safe to repeat. */
  makeEmpty(fileId: string, change: DriveFileChange, signal?: AbortSignal): Promise<void>;
  askUpload(sessionUrl: string, totalBytes: number, signal?: AbortSignal): Promise<DriveUploadAnswer>;
  /** @throws PlatformError `fileIdInUse` when Drive tells only now that the id is taken */
  sendChunk(sessionUrl: string, chunk: DriveChunk, signal?: AbortSignal): Promise<DriveUploadAnswer>;
  /** Bytes `start` to `end`, both included. @throws PlatformError */
  download(fileId: string, start: number, end: number, signal?: AbortSignal): Promise<Readable>;
  /** At most 10 MB: the whole document in memory. */
  export(fileId: string, mimeType: string, signal?: AbortSignal): Promise<Buffer>;
  /** Lays it in the trash, from where its owner can take it back. Never destroys. */
  trash(fileId: string, signal?: AbortSignal): Promise<void>;
}
