import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import type { Lease } from './lease.ts';

/** The right to work on one post. */
export type PostLease = Lease<Post, PostChange>;
