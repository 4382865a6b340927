import { rm } from 'node:fs/promises';
import type { PlatformContext } from '../platform.ts';
import { createDocumentTable } from '../storage/document-table.ts';
import { inTransaction } from '../storage/open-database.ts';
import type { Captions } from './captions-table.ts';
import { isVisible, type Video, videoSchema } from './video.ts';
import { advanceVideo, findNextEventMs } from './video-life.ts';

/** All videos of all simulated channels; every change is in the ledger in the same transaction. */
export interface Videos {
  find(id: string): Video | undefined;
  listByChannel(channelId: string): Video[];
  countByChannel(channelId: string): number;
  listAll(): Video[];
  save(video: Video): void;
  remove(video: Video, nowMs: number): void;
  /** Lets happen what the clock has made due. */
  settle(nowMs: number): void;
}

/**
 * @param captions go with their video
 * @param filePath where the kept bytes of an upload are
 */
export function openVideos(context: PlatformContext, captions: Captions, filePath: (fileId: string) => string): Videos {
  const { database, ledger } = context;
  const table = createDocumentTable<Video>(database, {
    name: 'youtube_videos',
    schema: videoSchema,
    file: (video) => ({ id: video.id, owner: video.channelId, dueAtMs: findNextEventMs(video) }),
  });
  const save = (video: Video) =>
    inTransaction(database, () => {
      table.put(video);
      ledger.record(toLedgerRow(video));
    });
  const remove = (video: Video, nowMs: number) => {
    inTransaction(database, () => {
      table.remove(video.id);
      ledger.erase('youtube', video.id, nowMs);
      ledger.erase('youtube', `${video.id}/thumbnail`, nowMs);
      for (const { id } of captions.listByOwner(video.id)) {
        captions.remove(id);
        ledger.erase('youtube', id, nowMs);
      }
    });
    // After the commit: a crash in between leaves a file that nothing points to, never a video without its file.
    if (video.fileId !== null) void rm(filePath(video.fileId), { force: true });
  };
  return {
    find: table.find,
    listByChannel: table.listByOwner,
    countByChannel: table.countByOwner,
    listAll: table.listAll,
    save,
    remove,
    settle: (nowMs) => {
      for (const video of table.listDue(nowMs)) {
        const advanced = advanceVideo(video, nowMs);
        if (!advanced) remove(video, nowMs);
        else if (advanced !== video) save(advanced);
      }
    },
  };
}

function toLedgerRow(video: Video) {
  const { metadata } = video;
  const toIso = (instantMs: number | null) => (instantMs === null ? null : new Date(instantMs).toISOString());
  return {
    platform: 'youtube',
    account: video.channelId,
    kind: 'video',
    remoteId: video.id,
    title: metadata.title,
    description: metadata.description,
    privacy: metadata.privacy,
    publishAt: toIso(metadata.publishAtMs ?? video.scheduledAtMs),
    publishedAt: isVisible(video) ? toIso(video.visibleSinceMs) : null,
    bytes: video.bytes,
    sha256: video.sha256,
  };
}
