import type { VideoRecord } from '../../shared/domain/videos/video.ts';

/** A video that is ready, with whatever a test wants to differ. */
export function buildVideo(change: Partial<VideoRecord> = {}): VideoRecord {
  return {
    ownerId: 'anna',
    videoId: '01JD0000000000000000000000',
    filename: 'trip.mp4',
    contentType: 'video/mp4',
    sizeBytes: 1000,
    sha256: null,
    objectKey: 'videos/anna/01JD0000000000000000000000/x',
    uploadId: 'upload',
    partBytes: 8 * 1024 * 1024,
    state: 'ready',
    generatedTitle: 'trip',
    rolls: {},
    index: 1,
    folder: null,
    position: 'z01JD0000000000000000000000',
    version: 1,
    assets: {},
    pendingAssets: {},
    discarded: [],
    connectionIds: [],
    deletingAt: null,
    settings: {},
    media: null,
    isUnreadable: false,
    mediaState: 'stored',
    createdAt: 0,
    ...change,
  };
}
