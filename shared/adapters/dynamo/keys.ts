import { createHash } from 'node:crypto';

/** Primary key of an item of the one table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** The partition of everything that belongs to one owner. */
export const owner = (ownerId: string) => `OWNER#${ownerId}`;

/** Every kind of item and where it lives. Everything that belongs to an owner is in the owner's partition. */
export const keyOf = {
  user: (userId: string): ItemKey => ({ pk: `USER#${userId}`, sk: 'USER' }),
  /** Makes e-mail addresses unique. */
  email: (email: string): ItemKey => ({ pk: `EMAIL#${email}`, sk: 'EMAIL' }),
  /** Is there once anybody has made an account. */
  firstUser: { pk: 'FIRST-USER', sk: 'FIRST-USER' } satisfies ItemKey,
  video: (ownerId: string, videoId: string): ItemKey => ({ pk: owner(ownerId), sk: `VIDEO#${videoId}` }),
  /** Makes the names of waiting videos unique. */
  videoName: (ownerId: string, filename: string): ItemKey => ({
    pk: owner(ownerId),
    sk: `VIDEO-NAME#${createHash('sha256').update(filename).digest('base64url')}`,
  }),
  post: (ownerId: string, postId: string): ItemKey => ({ pk: owner(ownerId), sk: `POST#${postId}` }),
  connection: (ownerId: string, connectionId: string): ItemKey => ({
    pk: owner(ownerId),
    sk: `CONNECTION#${connectionId}`,
  }),
  /** Makes the contents of waiting videos unique. */
  videoContent: (ownerId: string, sha256: string): ItemKey => ({ pk: owner(ownerId), sk: `VIDEO-CONTENT#${sha256}` }),
  /** One category of settings: `global`, or a platform's name. */
  settings: (ownerId: string, category: string): ItemKey => ({ pk: owner(ownerId), sk: `SETTINGS#${category}` }),
  /** Counts the owner's videos: `{index}`. */
  counter: (ownerId: string): ItemKey => ({ pk: owner(ownerId), sk: 'COUNTER' }),
  /** A step in the life of a post. */
  event: (ownerId: string, postId: string, eventId: string): ItemKey => ({
    pk: owner(ownerId),
    sk: `EVENT#${postId}#${eventId}`,
  }),
  /** The answer that was given to an idempotency key. */
  idempotency: (ownerId: string, keyHash: string): ItemKey => ({ pk: owner(ownerId), sk: `IDEMPOTENCY#${keyHash}` }),
  /** A personal API token as its owner sees it, and as the authorizer finds it. */
  apiToken: (ownerId: string, tokenId: string): ItemKey => ({ pk: owner(ownerId), sk: `API-TOKEN#${tokenId}` }),
  apiTokenHash: (tokenHash: string): ItemKey => ({ pk: `API-TOKEN#${tokenHash}`, sk: 'API-TOKEN' }),
  /** What the sweeper remembers; no owner's. */
  sweeper: (note: 'ORPHANS' | 'RUNS'): ItemKey => ({ pk: 'SWEEPER', sk: note }),
  /** An OAuth state on its way through the browser, under the hash of the state. */
  oauthState: (stateHash: string): ItemKey => ({ pk: `OAUTH-STATE#${stateHash}`, sk: 'OAUTH-STATE' }),
};

/** Sort-key prefixes for listing an owner's items of one kind. */
export const prefixOf = {
  video: 'VIDEO#',
  post: 'POST#',
  connection: 'CONNECTION#',
  settings: 'SETTINGS#',
  event: 'EVENT#',
  apiToken: 'API-TOKEN#',
} as const;

/** How many partitions the index of unfinished work has, so that no single one becomes hot. */
export const workShards = 4;

/** The partition of the work index that an item belongs to. */
export function workShardOf(id: string): string {
  const first = createHash('sha256').update(id).digest()[0] ?? 0;
  return `WORK#${first % workShards}`;
}
