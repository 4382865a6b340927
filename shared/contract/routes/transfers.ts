import * as z from 'zod';
import { route } from '../route.ts';
import {
  driveId,
  ItemStatus,
  sessionToken,
  Transfer,
  TransferItem,
  transferOptions,
  transferParams,
} from './transfer-shapes.ts';

const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1024).optional(),
};

/** Parts of at least 8 MiB, four at the same time, have to arrive within a step of two minutes. */
const importSpeed = z
  .number()
  .int()
  .min(1_000_000)
  .max(10_000_000_000)
  .nullable()
  .describe('Over all files together; null = as fast as it goes');

/** Everything that an order may say; without a word the safest. */
const orderFields = {
  source_token: sessionToken,
  on_existing: transferOptions.on_existing.default('skip'),
  bytes_per_second: transferOptions.bytes_per_second.default(null),
  plan_only: z.boolean().default(false).describe('Only make the plan; `run` carries it out'),
};

const tokenErrors = ['invalid_drive_token', 'wrong_session_kind', 'reconnect_needed'] as const;

/** Orders to move files, and what becomes of them. */
export const transferRoutes = {
  transferFile: route({
    id: 'transferFile',
    method: 'POST',
    path: '/transfer-file',
    area: 'drive',
    access: 'session',
    summary: 'Move one file or folder to another account',
    description: 'Answers at once; `GET /transfers/{id}` tells what becomes of it.',
    body: z.strictObject({
      file_id: driveId,
      folder_id: driveId.default('root'),
      delete_source: transferOptions.delete_source.default(false),
      source_token: sessionToken,
      dest_token: sessionToken,
    }),
    queryAsBody: true,
    status: 202,
    output: z.object({ transfer_id: z.string(), transfer: Transfer }),
    errors: [...tokenErrors, 'not_found', 'conflict', 'insufficient_drive_scope', 'platform_error'],
  }),
  createTransfer: route({
    id: 'createTransfer',
    method: 'POST',
    path: '/transfers',
    area: 'drive',
    access: 'session',
    summary: 'Move files and whole folders to another account',
    body: z.strictObject({
      ...orderFields,
      dest_token: sessionToken,
      file_ids: z.array(driveId).min(1).max(1000),
      folder_id: driveId.default('root').describe('Folder at the destination'),
      delete_source: transferOptions.delete_source.default(false),
      export_formats: transferOptions.export_formats.partial().strict().default({}),
    }),
    status: 202,
    output: Transfer,
    errors: [...tokenErrors, 'not_found', 'conflict', 'insufficient_drive_scope', 'platform_error'],
  }),
  importVideos: route({
    id: 'importVideos',
    method: 'POST',
    path: '/imports',
    area: 'drive',
    access: 'session',
    summary: 'Bring videos from Drive into the queue',
    description:
      'Files, or folders with everything in them; whatever is no MP4 or QuickTime video is left out and named. A file that was imported before is not imported again unless its bytes have changed, or its video was deleted and the file itself is chosen.',
    body: z.strictObject({
      source_token: sessionToken,
      file_ids: z.array(driveId).min(1).max(1000),
      bytes_per_second: importSpeed.default(null),
      plan_only: orderFields.plan_only,
    }),
    status: 202,
    output: Transfer,
    errors: [...tokenErrors, 'not_found', 'platform_error'],
  }),
  listTransfers: route({
    id: 'listTransfers',
    method: 'GET',
    path: '/transfers',
    area: 'drive',
    access: 'session',
    summary: 'Your transfers and imports, the newest first',
    query: z.strictObject(listQuery),
    pages: true,
    status: 200,
    output: z.array(Transfer),
  }),
  getTransfer: route({
    id: 'getTransfer',
    method: 'GET',
    path: '/transfers/{transferId}',
    area: 'drive',
    access: 'session',
    summary: 'One transfer: plan, progress, speed, time left, and its first items, failed ones first',
    params: transferParams,
    etag: 'body',
    status: 200,
    output: Transfer.extend({ items: z.array(TransferItem) }),
    errors: ['not_found'],
  }),
  listTransferItems: route({
    id: 'listTransferItems',
    method: 'GET',
    path: '/transfers/{transferId}/items',
    area: 'drive',
    access: 'session',
    summary: 'What becomes of every single file and folder',
    params: transferParams,
    query: z.strictObject({ ...listQuery, status: ItemStatus.optional() }),
    pages: true,
    status: 200,
    output: z.array(TransferItem),
    errors: ['not_found'],
  }),
  ...wordRoutes(),
  removeTransfer: route({
    id: 'removeTransfer',
    method: 'DELETE',
    path: '/transfers/{transferId}',
    area: 'drive',
    access: 'session',
    summary: 'Take a finished transfer off the list; what it has moved stays',
    params: transferParams,
    status: 200,
    output: z.object({ ok: z.literal(true) }),
    errors: ['not_found', 'conflict'],
  }),
};

/** What a user may say to a transfer. */
function wordRoutes() {
  const common = {
    method: 'POST',
    area: 'drive',
    access: 'session',
    params: transferParams,
    status: 200,
    output: Transfer,
    errors: ['not_found', 'conflict', 'reconnect_needed'],
  } as const;
  return {
    runTransfer: route({
      ...common,
      id: 'runTransfer',
      path: '/transfers/{transferId}/run',
      summary: 'Carry out a plan that is ready',
    }),
    pauseTransfer: route({
      ...common,
      id: 'pauseTransfer',
      path: '/transfers/{transferId}/pause',
      summary: 'Stop after what is on its way; nothing is lost',
    }),
    resumeTransfer: route({
      ...common,
      id: 'resumeTransfer',
      path: '/transfers/{transferId}/resume',
      summary: 'Go on where it stopped, or at once instead of waiting',
    }),
    cancelTransfer: route({
      ...common,
      id: 'cancelTransfer',
      path: '/transfers/{transferId}/cancel',
      summary: 'Stop for good; what has arrived stays, what is half there is given up',
    }),
    retryTransfer: route({
      ...common,
      id: 'retryTransfer',
      path: '/transfers/{transferId}/retry',
      summary: 'Try the items again that have failed',
    }),
  };
}
