import type { Post, PostState, PostSummary, PublishRequest } from './post.ts';

/** A claimed post: the fence in it proves that this process holds the lease. */
export type ClaimedPost = Post;

export type ClaimOutcome =
  | { readonly outcome: 'claimed'; readonly post: ClaimedPost }
  /** Nothing to do for this hint now. */
  | {
      readonly outcome: 'not-claimable';
      /** leased = somebody holds it · early = its time has not come · finished = no worker may take it */
      readonly reason: 'leased' | 'early' | 'finished' | 'missing';
      /** When a claim could succeed, epoch ms; null = not before somebody changes the post. */
      readonly tryAgainAt: number | null;
      /** State of the post; null when it is missing. */
      readonly state: PostState | null;
    };

/** What a step changes; a field that is left out stays. */
export interface PostChange {
  readonly state?: PostState;
  readonly checkpoint?: unknown;
  readonly bytesSent?: number;
  readonly remoteId?: string | null;
  readonly url?: string | null;
  readonly error?: { readonly code: string; readonly message: string } | null;
  readonly failures?: number;
  /** Epoch milliseconds. */
  readonly notBefore?: number;
  /** Epoch milliseconds; 0 gives the lease back. */
  readonly leaseUntil?: number;
  /** New words, for a post that is queued again and has nothing at the platform yet. */
  readonly request?: PublishRequest;
  readonly videoVersion?: number;
  /** When it goes live, epoch milliseconds; null = as soon as possible. */
  readonly dueAt?: number | null;
  readonly schedule?: Post['schedule'];
  readonly wish?: Post['wish'];
}

/** The posts of all owners. DynamoDB is the truth about them; queues and schedules only carry hints. */
export interface PostStore {
  /**
   * Writes new posts, for each video all or none, together with the connections in the video's row. Where a post exists
   * already it is left alone; a video that is gone, incomplete or being deleted gets none.
   * @returns those that were written
   */
  create(posts: readonly Post[]): Promise<Post[]>;
  listOfOwner(ownerId: string): Promise<Post[]>;
  listOfVideo(ownerId: string, videoId: string): Promise<Post[]>;
  /**
   * The posts of a page of videos, found by the connections that each video names: as long as posts are written
   * together with their connection in the video, none is missed, and no other post is read.
   */
  listOfVideos(videos: readonly PostedVideo[]): Promise<PostSummary[]>;
  /** Takes a due post whose lease is free: fence + 1, lease until `now + leaseMs`. Safe to repeat. */
  claim(key: PostKey, options: { readonly now: number; readonly leaseMs: number }): Promise<ClaimOutcome>;
  /**
   * Writes a change of a claimed post if its fence is still ours and the state may change so.
   * @throws LeaseLostError when another worker has taken the post since.
   */
  save(post: ClaimedPost, change: PostChange, now: number): Promise<ClaimedPost>;
  /**
   * A user's change (retry, schedule, cancel), refused unless the post is in one of `from` and, as a rule, not leased. It
   * raises the fence, so that a worker that outlived its lease cannot write over it, and ends the lease unless the change
   * says how long it stays.
   * @param change or what makes it from the post as it is at the very moment of the write; undefined = refuse
   * @param options.takeOver also while a worker holds the post: its next write is refused then. It takes no step that
   * cannot be taken back without having written a checkpoint, so a post without one has nothing at the platform.
   * @returns the changed post; undefined when refused
   */
  transition(
    key: PostKey,
    from: readonly PostState[],
    change: PostChange | ((post: Post) => PostChange | undefined),
    now: number,
    options?: { readonly takeOver?: boolean },
  ): Promise<Post | undefined>;
  /**
   * Removes a post as it was read: what a worker has begun since is not lost sight of. A missing one counts as removed.
   * @returns false when a worker holds it, or has had it since
   */
  remove(post: Pick<Post, 'ownerId' | 'postId' | 'fence'>, now: number): Promise<boolean>;
}

/** A video as far as it says where its posts are. */
export interface PostedVideo {
  readonly ownerId: string;
  readonly videoId: string;
  readonly connectionIds: readonly string[];
}

export interface PostKey {
  readonly ownerId: string;
  readonly postId: string;
}
