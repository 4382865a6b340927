import type { Post } from '../../../shared/domain/posts/post.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { between, type Random } from './seeded-random.ts';
import type { Account, Accounts } from './simulated-accounts.ts';
import type { SimulatedPlatforms } from './simulated-platforms.ts';
import { type ApiDeps, type Deed, deeds, resumeWaiting } from './simulated-users.ts';
import type { Weather } from './weather.ts';

interface UserWorld {
  readonly world: VirtualClock;
  readonly random: Random;
  readonly weather: Weather;
  readonly accounts: readonly Account[];
  readonly all: readonly Post[];
  readonly history: ReadonlyMap<string, readonly { readonly post: Post }[]>;
  /** Connections that their users ended for good. */
  readonly revoked: Set<string>;
  /** What has not come to an end: posts, and changes of mind that are still to come. */
  readonly open: Set<string>;
  readonly platforms: SimulatedPlatforms;
  readonly tokens: Accounts;
  readonly startApi: () => ApiDeps;
  readonly note: (text: string) => void;
}

const minute = 60_000;
const hour = 60 * minute;
/** Around the start of a post most things can cross. */
const moments = [20_000, 3 * minute, 30 * minute, 90 * minute] as const;
const kinds = Object.keys(deeds).filter((name): name is Deed => name in deeds);

/** Users change their minds around the start of their posts, take access away, and connect again when they are asked to. */
export function actAsUsers(users: UserWorld): void {
  const { world, random, weather, accounts, all } = users;
  for (const post of all) {
    while (random() < weather.deeds) scheduleDeed(users, post);
  }
  for (const account of accounts) {
    if (random() < weather.revoke) world.after(between(random, 0, 3 * hour), () => revoke(users, account));
  }
  world.after(between(random, minute, 10 * minute), () => connectAgain(users));
}

function scheduleDeed({ world, random, startApi, note, open }: UserWorld, post: Post): void {
  const spread = moments[Math.floor(random() * moments.length)] ?? minute;
  const around = (random() < 0.5 ? post.dueAt : null) ?? post.notBefore;
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'cancel';
  const name = `${kind} ${post.postId} ${open.size}`;
  open.add(name);
  world.after(around - world.now() + between(random, -spread, spread), () => {
    note(`user: ${kind} ${post.postId.slice(-14)}`);
    const at = Math.round(world.now() + between(random, -minute, 2 * hour));
    deeds[kind](startApi(), post, at).catch(() => undefined);
    world.after(minute, () => void open.delete(name));
  });
}

function revoke({ platforms, revoked, open, history, note }: UserWorld, { connectionId, platform, remoteId }: Account) {
  note(`user: revokes ${connectionId}`);
  revoked.add(connectionId);
  platforms.grants[platform].revoke(remoteId);
  platforms.models[platform].noteRevoked(remoteId);
  for (const moments of history.values()) {
    const post = moments.at(-1)?.post;
    if (post?.connectionId === connectionId && post.state === 'reconnect') open.delete(post.postId);
  }
}

/** Looks at the accounts from time to time, as users do. */
function connectAgain(users: UserWorld): void {
  const { world, random, accounts, revoked, tokens, startApi, history, note } = users;
  world.after(between(random, minute, 10 * minute), () => connectAgain(users));
  const latest = [...history.values()].map((moments) => moments.at(-1)?.post);
  const waiting = new Set(latest.map((post) => (post?.state === 'reconnect' ? post.connectionId : undefined)));
  for (const account of accounts) {
    if (!waiting.has(account.connectionId) || revoked.has(account.connectionId)) continue;
    note(`user: connects ${account.connectionId} again`);
    tokens.connect(account);
    resumeWaiting(startApi(), account).catch(() => undefined);
  }
}
