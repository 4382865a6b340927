import { join } from 'node:path';
import * as z from 'zod';
import type { PlatformContext } from '../../platform.ts';
import { createDocumentTable } from '../../storage/document-table.ts';
import type { HashName } from './file-hash.ts';
import { openUploadFile, type UploadFile } from './upload-file.ts';

const answerSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
});

const sessionSchema = z.object({
  id: z.string(),
  /** Subject id of the account that opened it. */
  sub: z.string(),
  expiresAtMs: z.number(),
  totalBytes: z.number().nullable(),
  contentType: z.string(),
  fileName: z.string().nullable(),
  /** `lost`: answers 404 or 410 as if it had never been. */
  state: z.enum(['open', 'complete', 'failed', 'lost']),
  lostStatus: z.literal([404, 410]).default(404),
  /** The final answer, repeated to whoever asks again. */
  answer: answerSchema.nullable(),
  /** What the service wants to make of the bytes; opaque here. */
  payload: z.json(),
});
export type UploadSession = z.infer<typeof sessionSchema>;

/** The request that is sending bytes right now. */
export interface ActiveTransfer {
  /** Cuts its connection. */
  stop(): void;
  /** Whether its connection is gone and only the last bytes are still being stored. */
  isCut(): boolean;
  readonly done: Promise<unknown>;
}

/** A session together with its bytes and whoever is sending them. */
export interface LiveUpload {
  readonly file: UploadFile;
  active: ActiveTransfer | undefined;
  finishing: Promise<unknown> | undefined;
}

/** The resumable uploads of one service. */
export interface UploadSessions {
  find(id: string): UploadSession | undefined;
  put(session: UploadSession): void;
  live(session: UploadSession): LiveUpload;
  /** Where the bytes of a session are. */
  filePath(id: string): string;
  listAll(): UploadSession[];
  /** Sessions whose life has ended on the clock. */
  listExpired(nowMs: number): UploadSession[];
  forget(id: string): void;
}

/**
 * Opens the sessions of one service.
 * @param service name for the table and the folder, letters only
 */
export function openUploadSessions(
  context: PlatformContext,
  service: string,
  hashNames: readonly HashName[],
): UploadSessions {
  const table = createDocumentTable<UploadSession>(context.database, {
    name: `${service}_upload_sessions`,
    schema: sessionSchema,
    file: (session) => ({ id: session.id, owner: session.sub, dueAtMs: session.expiresAtMs }),
  });
  const uploads = new Map<string, LiveUpload>();
  const filePath = (id: string) => join(context.dataDir, service, 'uploads', id);
  return {
    find: table.find,
    put: table.put,
    listAll: table.listAll,
    listExpired: table.listDue,
    filePath,
    live: (session) => {
      const known = uploads.get(session.id);
      if (known) return known;
      const file = openUploadFile(filePath(session.id), session.totalBytes, hashNames);
      const upload: LiveUpload = { file, active: undefined, finishing: undefined };
      uploads.set(session.id, upload);
      return upload;
    },
    forget: (id) => {
      table.remove(id);
      uploads.delete(id);
    },
  };
}
