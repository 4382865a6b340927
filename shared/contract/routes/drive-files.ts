import * as z from 'zod';
import { route } from '../route.ts';
import { driveId, sessionToken } from './transfer-shapes.ts';

/** What is in a Drive. */
export const DriveFile = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  size: z.number().nullable().describe('Bytes; null for folders, shortcuts and most documents'),
  sizeFormatted: z.string().nullable().describe('The same for a person: `1.5 GB`'),
  createdTime: z.string(),
  modifiedTime: z.string(),
  owners: z.array(z.string()).describe('E-mail addresses'),
  parents: z.array(z.string()),
  driveId: z.string().nullable().describe('The shared drive that it is in'),
  shortcut: z.object({ targetId: z.string(), targetMimeType: z.string() }).nullable(),
  canDownload: z.boolean(),
  canAddChildren: z.boolean(),
  isFolder: z.boolean(),
  isVideo: z.boolean().describe('MP4 or QuickTime: can be imported into the queue'),
  webViewLink: z.string().nullable(),
  thumbnailLink: z.string().nullable(),
});

const Page = z.object({
  files: z.array(DriveFile),
  nextPageToken: z.string().nullable(),
  hasMorePages: z.boolean(),
  incomplete: z.boolean().describe('Google has not looked through everything'),
});

const pageFields = {
  page_size: z.coerce.number().int().min(1).max(1000).default(10),
  page_token: z.string().max(4096).optional(),
};
const onlyToken = z.strictObject({ token: sessionToken });
const search = z.string().max(500).optional().describe('Words of the name');
const common = {
  method: 'GET',
  area: 'drive',
  access: 'session',
  status: 200,
  errors: ['invalid_drive_token', 'reconnect_needed', 'not_found', 'too_many_requests', 'platform_error', 'not_set_up'],
} as const;

/** Looking around in a Drive. */
export const driveFileRoutes = {
  listFiles: route({
    ...common,
    id: 'listFiles',
    path: '/list-files',
    summary: 'Files of the account, page by page',
    query: z.strictObject({ token: sessionToken, ...pageFields, search }),
    output: Page,
  }),
  listFilesAdvanced: route({
    ...common,
    id: 'listFilesAdvanced',
    path: '/list-files-advanced',
    summary: 'Files by type, folder and order',
    query: z.strictObject({
      token: sessionToken,
      ...pageFields,
      search,
      mime_type: z.string().max(255).optional().describe('`video/mp4`, or `video/*` for every kind of video'),
      folder_id: driveId.optional(),
      drive_id: driveId.optional().describe('Look through a shared drive'),
      shared_with_me: z.enum(['true', 'false']).optional(),
      order_by: z
        .enum([
          'name',
          'name desc',
          'modifiedTime',
          'modifiedTime desc',
          'createdTime',
          'createdTime desc',
          'folder,name',
        ])
        .default('modifiedTime desc'),
    }),
    output: Page,
  }),
  listFolders: route({
    ...common,
    id: 'listFolders',
    path: '/list-folders',
    summary: 'All folders of the account',
    query: z.strictObject({ token: sessionToken, ...pageFields, page_size: pageFields.page_size.default(100), search }),
    output: z.object({ ...Page.shape, folders: z.array(DriveFile).describe('The same as `files`') }),
  }),
  listFolderContents: route({
    ...common,
    id: 'listFolderContents',
    path: '/list-folder-contents',
    summary: 'What is in a folder',
    query: z.strictObject({
      token: sessionToken,
      folder_id: driveId.default('root'),
      ...pageFields,
      page_size: pageFields.page_size.default(100),
    }),
    output: Page,
  }),
  listFolderContentsRecursive: route({
    ...common,
    id: 'listFolderContentsRecursive',
    path: '/list-folder-contents-recursive',
    summary: 'A folder with everything below it, down to a depth',
    description: 'As much as fits into the time of one answer; `page_token` goes on.',
    query: z.strictObject({
      token: sessionToken,
      folder_id: driveId.default('root'),
      max_depth: z.coerce.number().int().min(1).max(10).default(3),
      page_token: z.string().max(16_384).optional(),
    }),
    output: z.object({
      files: z.array(
        DriveFile.extend({
          depth: z.number().describe('1 = in the folder that was asked for'),
          path: z.string().describe('Names from that folder down to this file, with slashes between them'),
        }),
      ),
      nextPageToken: z.string().nullable(),
      hasMorePages: z.boolean(),
    }),
  }),
  getFolderPath: route({
    ...common,
    id: 'getFolderPath',
    path: '/get-folder-path',
    summary: 'The way from the top to a folder',
    query: z.strictObject({ token: sessionToken, folder_id: driveId }),
    output: z.object({ path: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  listSharedDrives: route({
    ...common,
    id: 'listSharedDrives',
    path: '/drive/shared-drives',
    summary: 'The shared drives that the account is a member of',
    query: onlyToken,
    output: z.object({ drives: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  getDriveAccount: route({
    ...common,
    id: 'getDriveAccount',
    path: '/drive/account',
    summary: 'The account of a session and its room',
    query: onlyToken,
    output: z.object({
      email: z.string(),
      name: z.string(),
      avatar_url: z.string().nullable(),
      kind: z.enum(['source', 'destination', 'general']),
      may_delete_source: z.boolean(),
      limit_bytes: z.number().nullable(),
      used_bytes: z.number(),
      expires_at: z.iso.datetime(),
    }),
  }),
};
