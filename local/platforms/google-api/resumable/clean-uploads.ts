import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { UploadSessions } from './upload-sessions.ts';

/** Forgets sessions whose life has ended, with their bytes unless something was made of them. */
export function expireSessions(sessions: UploadSessions, nowMs: number): void {
  for (const session of sessions.listExpired(nowMs)) {
    const upload = sessions.live(session);
    if (upload.active || upload.finishing) continue;
    if (session.state !== 'complete') rmSync(upload.file.path, { force: true });
    sessions.forget(session.id);
  }
}

/**
 * At start: deletes files that a crash left behind and that neither a session nor a finished thing points to.
 * @param kept files of what was made of uploads
 */
export function removeOrphanFiles(sessions: UploadSessions, kept: readonly string[]): void {
  const folder = dirname(sessions.filePath('any'));
  if (!existsSync(folder)) return;
  const open = sessions.listAll().filter(({ state }) => state !== 'complete');
  const wanted = new Set([...open.map(({ id }) => id), ...kept]);
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(sessions.filePath(name), { force: true });
  }
}
