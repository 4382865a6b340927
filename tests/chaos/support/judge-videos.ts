import { platformNames } from '../../../shared/contract/platform-names.ts';
import type { VideoView } from '../../support/hopper-user.ts';
import type { LedgerRow } from '../../support/stack.ts';
import type { AddedVideo } from './add-videos.ts';

/** What became of all posts, by what exists at the platforms. */
export interface Verdict {
  readonly posts: number;
  /** Titles of what is out more than once at a platform. */
  readonly duplicates: readonly string[];
  /** Titles of what is not out, or not whole. */
  readonly lost: readonly string[];
  /** Posts that Hopper tells another story about than the platform. */
  readonly unknown: readonly string[];
}

const videoKinds: ReadonlySet<string> = new Set(['video', 'reel']);

/** @returns rows of the ledger that are videos, and not what belongs to one */
export function videosOf(ledger: readonly LedgerRow[]): LedgerRow[] {
  return ledger.filter(({ kind }) => videoKinds.has(kind));
}

/** What Hopper says about all videos of these users; there are few enough for one answer each. */
export async function listTold(added: readonly AddedVideo[]): Promise<Map<string, VideoView>> {
  const users = new Set(added.map(({ user }) => user));
  const lists = await Promise.all([...users].map((user) => user.client.listVideos()));
  return new Map(lists.flat().map((video) => [video.id, video]));
}

/** Compares what was added, what Hopper says about it, and what there is. */
export async function judgeVideos(added: readonly AddedVideo[], ledger: readonly LedgerRow[]): Promise<Verdict> {
  const rows = Map.groupBy(videosOf(ledger), ({ platform, title }) => `${platform} ${title}`);
  const duplicates: string[] = [];
  const lost: string[] = [];
  const unknown: string[] = [];
  const told = await listTold(added);
  for (const { id, title, sha256 } of added) {
    const { posts = [] } = told.get(id) ?? {};
    for (const platform of platformNames) {
      const name = `${platform} ${title}`;
      const [row, ...more] = rows.get(name) ?? [];
      const post = posts.find((one) => one.platform === platform);
      if (more.length > 0) duplicates.push(name);
      if (row?.sha256 !== sha256) lost.push(name);
      const isTold = post?.status === 'published' && post.remote_id === row?.remoteId;
      if (!isTold) unknown.push(`${name}: ${post?.status} ${JSON.stringify(post?.error ?? null)}`);
    }
  }
  return { posts: added.length * platformNames.length, duplicates, lost, unknown };
}
