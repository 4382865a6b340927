import { importRecordId } from '../../domain/transfers/import-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { CopyRecords } from '../../domain/transfers/transfer-store.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';

interface Deps {
  readonly records: Pick<CopyRecords, 'find'>;
  readonly videos: Pick<VideoStore, 'find'>;
}

/**
 * Which files have become videos before, with these bytes, and are not to become any again. Whoever chooses the very file whose
 * video was deleted wants it again; whoever chooses its folder does not speak of it.
 * @returns by item id: the video
 */
export async function findImported(
  { records, videos }: Deps,
  ownerId: string,
  items: readonly TransferItem[],
): Promise<ReadonlyMap<string, string>> {
  const recordIds = items.map((item) => importRecordId(item.itemId, item));
  const made = await records.find({ ownerId, folderId: null }, recordIds);
  const found = await Promise.all(
    items.map(async (item) => {
      const videoId = made.get(importRecordId(item.itemId, item));
      if (videoId === undefined) return [];
      const isWanted = item.parentId === null && !(await videos.find(ownerId, videoId));
      return isWanted ? [] : [[item.itemId, videoId] as const];
    }),
  );
  return new Map(found.flat());
}
