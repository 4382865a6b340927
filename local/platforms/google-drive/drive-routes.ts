import { applyFields } from '../google-api/fields-mask.ts';
import { handleSessionPut } from '../google-api/resumable/session-put.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange, PickedOperation, Route } from '../platform.ts';
import { handleAboutGet } from './about-get.ts';
import type { Drive } from './drive.ts';
import { createDriveUploads } from './drive-uploads.ts';
import { handleDrives } from './drives-list.ts';
import { handleFilesCopy } from './files-copy.ts';
import { handleFilesCreate } from './files-create.ts';
import { handleFilesExport } from './files-export.ts';
import { handleFilesGet } from './files-get.ts';
import { defaultListFields, handleFilesList } from './files-list.ts';
import { handleFilesDelete, handleFilesUpdate } from './files-update.ts';
import { handleGenerateIds } from './generate-ids.ts';
import { assertKnownFields } from './known-fields.ts';
import { openUploadSession, receiveWholeFile } from './open-upload.ts';
import { handlePermissionsCreate, handlePermissionsDelete, handlePermissionsList } from './permissions.ts';
import { defaultFileFields } from './render-file.ts';
import { handleSimPatch, handleSimTree } from './sim-routes.ts';

type Handler = (drive: Drive, exchange: Exchange, ...ids: string[]) => Answer | Promise<Answer>;
type ApiCall = readonly [
  method: string,
  path: string,
  operation: string | PickedOperation,
  handle: Handler,
  fields: string | null,
];

const file = '/files/([^/]+)';
const getOperation: PickedOperation = {
  names: ['files.get', 'files.download'],
  pick: ({ query }) => (query.get('alt') === 'media' ? 'files.download' : 'files.get'),
};

/** Method, path, operation, handler and the fields of an answer that asks for none (null = all). */
const apiCalls: readonly ApiCall[] = [
  ['GET', '/about', 'about.get', handleAboutGet, null],
  ['GET', '/drives', 'drives.list', (drive, exchange) => handleDrives(drive, exchange), null],
  ['GET', '/drives/([^/]+)', 'drives.get', handleDrives, null],
  ['GET', '/files', 'files.list', handleFilesList, defaultListFields],
  ['POST', '/files', 'files.create', handleFilesCreate, defaultFileFields],
  ['GET', '/files/generateIds', 'files.generateIds', handleGenerateIds, null],
  ['GET', file, getOperation, handleFilesGet, defaultFileFields],
  ['PATCH', file, 'files.update', handleFilesUpdate, defaultFileFields],
  ['DELETE', file, 'files.delete', handleFilesDelete, null],
  ['POST', `${file}/copy`, 'files.copy', handleFilesCopy, defaultFileFields],
  ['GET', `${file}/export`, 'files.export', handleFilesExport, null],
  ['GET', `${file}/permissions`, 'permissions.list', handlePermissionsList, null],
  ['POST', `${file}/permissions`, 'permissions.create', handlePermissionsCreate, null],
  ['DELETE', `${file}/permissions/([^/]+)`, 'permissions.delete', handlePermissionsDelete, null],
];

/** The JSON calls, the uploads, and the simulation's own controls. */
export function buildDriveRoutes(drive: Drive): Route[] {
  const api = apiCalls.map(([method, path, operation, handle, fields]): Route => {
    // The official client replaces the path of a global rootUrl: `<server>/drive` then arrives without `/drive` twice.
    const pattern = new RegExp(`^(?:/drive)?/v3${path}$`);
    return {
      method,
      path: pattern,
      operation,
      audience: 'api',
      handle: async (exchange) => {
        if (fields === defaultFileFields) assertKnownFields(exchange.query.get('fields'), 'file');
        if (fields === defaultListFields) assertKnownFields(exchange.query.get('fields'), 'list');
        if (fields !== null) countIgnorance(drive, exchange);
        const ids = pattern.exec(exchange.path)?.slice(1).map(decodeURIComponent) ?? [];
        const answer = await handle(drive, exchange, ...ids);
        return answer.file ? answer : applyFields(answer, exchange.query.get('fields') ?? fields);
      },
    };
  });
  const sim: Route[] = [
    { method: 'GET', path: '/sim/tree', operation: 'sim.tree', audience: 'page', handle: () => handleSimTree(drive) },
    {
      method: 'PATCH',
      path: /^\/sim\/files\/[^/]+$/,
      operation: 'sim.patch',
      audience: 'page',
      handle: (exchange) => handleSimPatch(drive, exchange, exchange.path.split('/').at(-1) ?? ''),
    },
  ];
  return [...api, ...buildUploadRoutes(drive), ...sim];
}

/** Counts calls about files that do not say that their client knows shared drives. */
function countIgnorance({ context }: Drive, { query }: Exchange): void {
  if (query.get('supportsAllDrives') !== 'true') context.stats.add('drive', 'requestsWithoutAllDrives');
}

const uploadPath = /^(?:\/drive)?\/upload\/drive\/v3\/files(?:\/([^/]+))?$/;
const sessionOperation: PickedOperation = {
  names: ['upload.status', 'upload.bytes'],
  pick: ({ request }) =>
    /^bytes \*\//.test(request.headers['content-range'] ?? '') ? 'upload.status' : 'upload.bytes',
};

function buildUploadRoutes(drive: Drive): Route[] {
  const uploads = createDriveUploads(drive);
  const isResumable = ({ query }: Exchange) => query.get('uploadType') === 'resumable';
  const open = (method: string): Route => ({
    method,
    path: uploadPath,
    operation: 'upload.open',
    audience: 'api',
    streamsBody: (exchange) => !isResumable(exchange),
    handle: async (exchange) => {
      const id = uploadPath.exec(exchange.path)?.[1] ?? null;
      assertKnownFields(exchange.query.get('fields'), 'file');
      countIgnorance(drive, exchange);
      if (isResumable(exchange)) return openUploadSession(drive, exchange, id);
      const answer = await receiveWholeFile(drive, exchange, id);
      return applyFields(answer, exchange.query.get('fields') ?? defaultFileFields);
    },
  });
  const put: Route = {
    method: 'PUT',
    path: uploadPath,
    operation: sessionOperation,
    audience: 'api',
    streamsBody: true,
    handle: (exchange) => handleSessionPut(uploads, exchange),
  };
  return [open('POST'), open('PATCH'), put];
}
