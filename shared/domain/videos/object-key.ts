/** Keys carry their owner, so that two users' files of one name never meet, and a random part, so that none is guessed. */
export function buildObjectKey(owner: { readonly ownerId: string; readonly videoId: string }, random: string): string {
  return `videos/${owner.ownerId}/${owner.videoId}/${random}`;
}

/** Whose video an object is; undefined for a key that `buildObjectKey` did not make. */
export function parseObjectKey(key: string): { ownerId: string; videoId: string } | undefined {
  const [, ownerId, videoId] = /^videos\/([^/]+)\/([^/]+)\/[^/]+$/.exec(key) ?? [];
  return ownerId && videoId ? { ownerId, videoId } : undefined;
}
