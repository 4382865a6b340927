import * as z from 'zod';
import type { DriveAbout, DriveIdKind, DrivePage, DriveQuery } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { ShownAddress } from '../shown-address.ts';
import { buildQuery } from './build-query.ts';
import { callDrive, readDrive } from './call-drive.ts';
import type { DriveContext } from './drive-context.ts';
import { fileFields } from './file-fields.ts';
import { FileResource, toDriveFile } from './parse-file.ts';

type Signal = AbortSignal | undefined;
const int64 = z.coerce.number().int().min(0);

/** A page of 1,000 files with long descriptions is more than other answers. */
const maxPageBytes = 16 * 1024 * 1024;

const About = z.object({
  user: z.object({
    displayName: z.string().default(''),
    emailAddress: z.string(),
    permissionId: z.string(),
    photoLink: ShownAddress,
  }),
  storageQuota: z.object({ limit: int64.optional(), usage: int64.default(0) }).prefault({}),
});

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/about/get */
export async function readAbout(context: DriveContext, signal: Signal): Promise<DriveAbout> {
  const fields = 'user(displayName,emailAddress,permissionId,photoLink),storageQuota(limit,usage)';
  const call = { method: 'GET', url: context.addresses.about, parameters: { fields }, signal } as const;
  const { user, storageQuota } = readDrive(await callDrive(context, call), About, context.now());
  return {
    email: user.emailAddress,
    name: user.displayName,
    photoUrl: user.photoLink,
    permissionId: user.permissionId,
    limitBytes: storageQuota.limit ?? null,
    usageBytes: storageQuota.usage,
  };
}

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/get */
export async function findFile(context: DriveContext, id: string, signal: Signal): Promise<DriveFile | undefined> {
  const url = context.addresses.file(id);
  const answer = await callDrive(context, { method: 'GET', url, parameters: { fields: fileFields }, signal });
  return answer.status === 404 ? undefined : toDriveFile(readDrive(answer, FileResource, context.now()));
}

const FileList = z.object({
  files: z.array(FileResource).default([]),
  nextPageToken: z.string().optional(),
  incompleteSearch: z.boolean().default(false),
});

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list */
export async function listFiles(context: DriveContext, query: DriveQuery, signal: Signal): Promise<DrivePage> {
  const parameters = {
    q: buildQuery(query),
    fields: `nextPageToken,incompleteSearch,files(${fileFields})`,
    includeItemsFromAllDrives: 'true',
    pageSize: String(query.pageSize),
    pageToken: query.pageToken,
    orderBy: query.orderBy,
    ...(query.driveId !== undefined && { corpora: 'drive', driveId: query.driveId }),
  };
  const call = {
    method: 'GET',
    url: context.addresses.files,
    maxAnswerBytes: maxPageBytes,
    parameters,
    signal,
  } as const;
  const page = readDrive(await callDrive(context, call), FileList, context.now());
  return {
    files: page.files.map(toDriveFile),
    nextPageToken: page.nextPageToken ?? null,
    incomplete: page.incompleteSearch,
  };
}

const DriveList = z.object({
  drives: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

/** All of them, however many pages. @see https://developers.google.com/workspace/drive/api/reference/rest/v3/drives/list */
export async function listSharedDrives(context: DriveContext, signal: Signal) {
  const drives: z.infer<typeof DriveList>['drives'] = [];
  let pageToken: string | undefined;
  do {
    const parameters = { pageSize: '100', fields: 'nextPageToken,drives(id,name)', pageToken };
    const answer = await callDrive(context, { method: 'GET', url: context.addresses.drives, parameters, signal });
    const page = readDrive(answer, DriveList, context.now());
    drives.push(...page.drives);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return drives;
}

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds */
export async function generateIds(
  context: DriveContext,
  count: number,
  type: DriveIdKind,
  signal: Signal,
): Promise<readonly string[]> {
  const parameters = { count: String(count), space: 'drive', type };
  const call = { method: 'GET', url: context.addresses.generateIds, parameters, signal } as const;
  return readDrive(await callDrive(context, call), z.object({ ids: z.array(z.string()).length(count) }), context.now())
    .ids;
}
