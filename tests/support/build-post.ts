import type { Post } from '../../shared/domain/posts/post.ts';

/** A queued post with the given differences. */
export function buildPost(differences: Partial<Post> = {}): Post {
  const videoId = differences.videoId ?? '01JD0000000000000000000001';
  const connectionId = differences.connectionId ?? 'connection-1';
  const now = differences.createdAt ?? 1_700_000_000_000;
  return {
    ownerId: 'owner-1',
    postId: `${videoId}-${connectionId}`,
    videoId,
    connectionId,
    platform: 'youtube',
    state: 'queued',
    request: { title: 'A title', description: 'Words', tags: ['one'], visibility: 'private', madeForKids: false },
    videoVersion: 0,
    objectKey: `videos/owner-1/${videoId}/object`,
    filename: 'clip.mp4',
    contentType: 'video/mp4',
    sizeBytes: 1000,
    fence: 0,
    leaseUntil: 0,
    notBefore: now,
    dueAt: null,
    schedule: null,
    wish: null,
    failures: 0,
    bytesSent: 0,
    checkpoint: null,
    remoteId: null,
    url: null,
    error: null,
    createdAt: now,
    orderedAt: now,
    publishedAt: null,
    updatedAt: now,
    ...differences,
  };
}
