import type { NoticeKind } from '../../contract/notice-kind.ts';
import type { UserStore } from '../accounts/user-store.ts';
import type { ConnectionStore } from '../connections/connection-store.ts';
import type { DriveAccountStore } from '../drive/drive-account-store.ts';
import type { Post } from '../posts/post.ts';
import { digestText } from './digest-text.ts';
import type { MailOutbox } from './mail-outbox.ts';
import type { MailMessage } from './mail-sender.ts';
import type { Notice, NoticeStore, NotificationStore, UnsubscribeLinks } from './notice.ts';
import { renderMail } from './render-mail.ts';

export interface DigestDeps {
  readonly users: Pick<UserStore, 'find'>;
  readonly notices: NoticeStore;
  readonly notifications: NotificationStore;
  readonly links: Pick<UnsubscribeLinks, 'put'>;
  /** The states of those posts that are still there. */
  readonly postStates: (ownerId: string, postIds: readonly string[]) => Promise<Pick<Post, 'postId' | 'state'>[]>;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly driveAccounts: Pick<DriveAccountStore, 'list'>;
  readonly outbox: MailOutbox;
  /** Scheme and host of the page. */
  readonly origin: string;
  /** 256 random bits, base64url. */
  readonly newSecret: () => string;
}

/** What is sent, and what is done once it was. Both steps may be repeated. */
export interface Digest {
  readonly message: MailMessage | undefined;
  readonly settle: () => Promise<void>;
  readonly followUp: () => Promise<void>;
}

/** Between two digests of a user: what happens meanwhile waits for the next one. */
export const digestPauseMs = 60 * 60_000;
/** More than this is no news any more; the rest follows in the next digest. */
const maxNotices = 100;

/**
 * Puts everything that waits for its user into one mail: what is still true, what the user wants to hear of, and only to an
 * address that is proved.
 * @returns when the next digest may go, if that is later, epoch ms
 */
export async function composeDigest(
  deps: DigestDeps,
  userId: string,
  now: number,
): Promise<Digest | { readonly notBefore: number }> {
  const { notices, notifications, outbox } = deps;
  const { muted, digestSentAt } = await notifications.get(userId);
  if (digestSentAt + digestPauseMs > now) return { notBefore: digestSentAt + digestPauseMs };
  const [user, gathered] = await Promise.all([deps.users.find(userId), notices.list(userId, maxNotices)]);
  const news = await keepTrue(deps, userId, withoutMuted(gathered, muted));
  const isTold = user !== undefined && user.emailVerifiedAt !== null && news.length > 0;
  return {
    message: isTold ? await buildMessage(deps, user, news, now) : undefined,
    settle: async () => {
      if (isTold) await notifications.noteDigest(userId, now);
      await notices.remove(gathered);
    },
    // Whoever noted something while this one was on its way found a digest that waited already.
    followUp: async () => {
      if ((await notices.list(userId, 1)).length > 0) await outbox.add({ kind: 'digest', userId });
    },
  };
}

function withoutMuted(notices: readonly Notice[], muted: readonly NoticeKind[]): Notice[] {
  return notices.filter(({ kind }) => !muted.includes(kind));
}

/** What its user has dealt with meanwhile is left out. */
async function keepTrue(deps: DigestDeps, userId: string, notices: readonly Notice[]) {
  const about = Object.groupBy(notices, whatIsNoted);
  const [posts, accounts, drives] = await Promise.all([
    about.post
      ? deps.postStates(
          userId,
          about.post.map(({ subjectId }) => subjectId),
        )
      : [],
    about.connection ? deps.connections.list(userId) : [],
    about.drive ? deps.driveAccounts.list(userId) : [],
  ]);
  const stateOf = new Map([
    ...posts.map(({ postId, state }) => [postId, state] as const),
    ...[...accounts, ...drives].map(({ connectionId, state }) => [connectionId, state] as const),
  ]);
  return notices.filter(({ kind, subjectId }) => stateOf.get(subjectId) === untold[kind]);
}

function whatIsNoted({ kind, platform }: Notice): 'post' | 'connection' | 'drive' {
  if (kind !== 'needs_reconnect') return 'post';
  return platform === 'google-drive' ? 'drive' : 'connection';
}

/** The state in which a thing is as long as its notice is true. */
const untold = { post_failed: 'failed', needs_check: 'needs_check', needs_reconnect: 'reconnect' } as const;

async function buildMessage(
  { links, newSecret, origin }: DigestDeps,
  { userId, email }: { userId: string; email: string },
  notices: readonly Notice[],
  now: number,
): Promise<MailMessage> {
  const secret = newSecret();
  await links.put(secret, userId, now);
  const unsubscribeUrl = `${origin}/api/account/unsubscribe?token=${secret}`;
  return { to: email, ...renderMail(digestText(notices, origin, unsubscribeUrl)), unsubscribeUrl };
}
