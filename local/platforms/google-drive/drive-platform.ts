import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { readBearer } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { type Drive, drivePrefix, openDrive } from './drive.ts';
import { driveError, toDriveErrorAnswer } from './drive-error.ts';
import { buildDriveRoutes } from './drive-routes.ts';

/** Google Drive API v3 and its upload host. */
export function createDrivePlatform(context: PlatformContext): Platform {
  const drive = openDrive(context);
  removeOrphanBlobs(drive);
  return {
    name: 'drive',
    prefix: drivePrefix,
    routes: buildDriveRoutes(drive),
    settle: (nowMs) => expireSessions(drive, nowMs),
    toErrorAnswer: toDriveErrorAnswer,
    answerThrown: (error) => {
      if (error instanceof GoogleApiError) return error.toAnswer();
      if (error instanceof BodyTooLargeError) return driveError(413, 'uploadTooLarge', error.message).toAnswer();
      return undefined;
    },
    revokeToken: (exchange, what) => {
      const token = readBearer(exchange);
      const caller = token === null ? undefined : drive.google.authenticate(token, exchange.nowMs);
      if (!caller) return;
      if (what === 'grant') drive.google.revokeGrant(caller.projectId, caller.account.sub);
      else drive.google.revokeAccessToken(caller.token);
    },
    loseSession: (exchange, status) => {
      const session = drive.sessions.find(exchange.query.get('upload_id') ?? '');
      if (session) drive.sessions.put({ ...session, state: 'lost', lostStatus: status });
    },
  };
}

/** Forgets sessions whose week is over, with their bytes unless a file was made of them. */
function expireSessions(drive: Drive, nowMs: number): void {
  for (const session of drive.sessions.listExpired(nowMs)) {
    const upload = drive.sessions.live(session);
    if (upload.active || upload.finishing) continue;
    if (session.state !== 'complete') rmSync(upload.file.path, { force: true });
    drive.sessions.forget(session.id);
  }
}

/** At start: deletes bytes that a crash left behind and that neither a session nor a file points to. */
function removeOrphanBlobs(drive: Drive): void {
  const folder = dirname(drive.sessions.filePath('any'));
  if (!existsSync(folder)) return;
  const open = drive.sessions.listAll().filter(({ state }) => state !== 'complete');
  const wanted = new Set([
    ...open.map(({ id }) => id),
    ...drive.files.listAll().flatMap(({ content }) => content?.blobId ?? []),
  ]);
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(drive.sessions.filePath(name), { force: true });
  }
}
