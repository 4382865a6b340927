import type { DriveApi } from '../../domain/drive/drive-api.ts';
import type { PlatformCall } from '../../domain/posts/platform-call.ts';
import { openOverHttp } from '../open-body.ts';
import { sendOverHttp } from '../send.ts';
import { traced } from '../traced.ts';
import { withDeadline } from '../with-deadline.ts';
import { readDriveAddresses } from './addresses.ts';
import { downloadRange, exportDocument } from './downloads.ts';
import type { DriveContext } from './drive-context.ts';
import { toUnexpected } from './platform-error.ts';
import { findFile, generateIds, listFiles, listSharedDrives, readAbout } from './read-files.ts';
import { askSession, beginSession, putChunk } from './uploads.ts';
import { createFile, emptyFile, toChange, toResource, trashFile } from './write-files.ts';

/** Large folders take Google many seconds to list. */
const deadlineMs = 60_000;

/** Where access tokens come from. */
export interface DriveTokens {
  /** @param refused a token that Drive did not accept: another one is given */
  get(refused?: string): Promise<string>;
}

interface DriveOptions extends Omit<DriveContext, 'accessToken'> {
  /** Is told of every call. */
  readonly onCall: (call: PlatformCall) => void;
}

/**
 * A Drive over HTTP. A token that is refused is renewed once; apart from that nothing is repeated here.
 * @param overrides for other addresses, another transport or another clock, and for whoever wants to hear of the calls
 */
export function createDriveApi(tokens: DriveTokens, { onCall, ...overrides }: Partial<DriveOptions> = {}): DriveApi {
  const context: DriveContext = {
    addresses: overrides.addresses ?? readDriveAddresses(),
    accessToken: (refused) => tokens.get(refused),
    send: traced(overrides.send ?? withDeadline(sendOverHttp, deadlineMs), onCall),
    sendBytes: traced(overrides.sendBytes ?? sendOverHttp, onCall),
    open: traced(overrides.open ?? openOverHttp, onCall),
    now: overrides.now ?? Date.now,
  };
  const { addresses } = context;
  return {
    about: (signal) => readAbout(context, signal),
    find: (id, signal) => findFile(context, id, signal),
    list: (query, signal) => listFiles(context, query, signal),
    listSharedDrives: (signal) => listSharedDrives(context, signal),
    generateIds: (count, kind, signal) => generateIds(context, count, kind, signal),
    create: (file, signal) => createFile(context, file, signal),
    beginUpload: (file, sizeBytes, signal) => {
      const call = { method: 'POST', url: addresses.upload, json: toResource(file), signal } as const;
      return beginSession(context, call, { mimeType: file.mimeType, sizeBytes });
    },
    beginReplacement: async (id, change, sizeBytes, signal) => {
      const call = { method: 'PATCH', url: addresses.replace(id), json: toChange(change), signal } as const;
      const session = await beginSession(context, call, { mimeType: change.mimeType, sizeBytes });
      if (session === 'exists') throw toUnexpected(new Error('A change made no new file, and yet its id is in use.'));
      return session;
    },
    makeEmpty: (id, change, signal) => emptyFile(context, id, change, signal),
    askUpload: (sessionUrl, totalBytes, signal) => askSession(context, sessionUrl, totalBytes, signal),
    sendChunk: (sessionUrl, chunk, signal) => putChunk(context, sessionUrl, chunk, signal),
    download: (id, start, end, signal) => downloadRange(context, id, { start, end }, signal),
    export: (id, mimeType, signal) => exportDocument(context, id, mimeType, signal),
    trash: (id, signal) => trashFile(context, id, signal),
  };
}
