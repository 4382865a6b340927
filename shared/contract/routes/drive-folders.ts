import * as z from 'zod';
import { route } from '../route.ts';
import { DriveFile } from './drive-files.ts';
import { driveId, sessionToken } from './transfer-shapes.ts';

/** Making room for what is to come. */
export const driveFolderRoutes = {
  createFolder: route({
    id: 'createFolder',
    method: 'POST',
    path: '/drive/folders',
    area: 'drive',
    access: 'session',
    summary: 'Make a folder at the destination',
    description:
      'Drive itself would make a second folder of the same name; here that is a conflict, so that asking twice makes one.',
    body: z.strictObject({
      dest_token: sessionToken,
      parent_id: driveId.default('root'),
      name: z.string().trim().min(1).max(255),
    }),
    status: 201,
    output: DriveFile,
    errors: [
      'invalid_drive_token',
      'wrong_session_kind',
      'reconnect_needed',
      'not_found',
      'conflict',
      'too_many_requests',
      'platform_error',
      'not_set_up',
    ],
  }),
};
