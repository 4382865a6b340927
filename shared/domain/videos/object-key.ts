/** Keys carry their owner, so that two users' files of one name never meet, and a random part, so that none is guessed. */
export function buildObjectKey(owner: { readonly ownerId: string; readonly videoId: string }, random: string): string {
  return `videos/${owner.ownerId}/${owner.videoId}/${random}`;
}

/** The key of a file beside a video. One level deeper, so that it is never taken for a video that has arrived. */
export function buildAssetKey(owner: { readonly ownerId: string; readonly videoId: string }, random: string): string {
  return `videos/${owner.ownerId}/${owner.videoId}/assets/${random}`;
}

/** Whose video an object is; undefined for a key that `buildObjectKey` did not make. */
export function parseObjectKey(key: string): { ownerId: string; videoId: string } | undefined {
  const [, ownerId, videoId] = /^videos\/([^/]+)\/([^/]+)\/[^/]+$/.exec(key) ?? [];
  return ownerId && videoId ? { ownerId, videoId } : undefined;
}

/** The same for a file beside a video as well. */
export function parseAnyObjectKey(key: string): { ownerId: string; videoId: string } | undefined {
  return parseObjectKey(key.replace(/\/assets\/([^/]+)$/, '/$1'));
}
