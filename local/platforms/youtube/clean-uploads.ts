import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Youtube } from './youtube.ts';

/** Forgets sessions whose life has ended, with their bytes unless a video was made of them. */
export function expireSessions(youtube: Youtube, nowMs: number): void {
  for (const session of youtube.sessions.listExpired(nowMs)) {
    const upload = youtube.sessions.live(session);
    if (upload.active || upload.finishing) continue;
    if (session.state !== 'complete') rmSync(upload.file.path, { force: true });
    youtube.sessions.forget(session.id);
  }
}

/** At start: deletes files that a crash left behind and that neither a session nor a video points to. */
export function removeOrphanFiles(youtube: Youtube): void {
  const folder = dirname(youtube.sessions.filePath('any'));
  if (!existsSync(folder)) return;
  const open = youtube.sessions.listAll().filter((session) => session.state !== 'complete');
  const wanted = new Set([
    ...open.map((session) => session.id),
    ...youtube.videos.listAll().flatMap((video) => video.fileId ?? []),
  ]);
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(youtube.sessions.filePath(name), { force: true });
  }
}
