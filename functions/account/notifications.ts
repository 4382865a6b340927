import { type NoticeKind, noticeKinds } from '../../shared/contract/notice-kind.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { NotificationDeps } from './deps.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** What the caller is told of by mail. */
export const getNotifications: AccountEndpoint<'getNotifications'> = (_input, { caller }, deps) =>
  show(deps, caller.userId);

/** Chooses it. */
export const setNotifications: AccountEndpoint<'setNotifications'> = async ({ body }, { caller }, deps) => {
  const muted = noticeKinds.filter((kind) => !body[kind]);
  await deps.notifications.mute(caller.userId, muted);
  return show(deps, caller.userId);
};

async function show({ users, notifications }: NotificationDeps, userId: string) {
  const [user, { muted }] = await Promise.all([users.find(userId), notifications.get(userId)]);
  // A session may outlive its account for a moment.
  if (!user) throw new HopperError('unauthenticated');
  const isWanted = (kind: NoticeKind) => !muted.includes(kind);
  return {
    email: user.email,
    email_verified: user.emailVerifiedAt !== null,
    post_failed: isWanted('post_failed'),
    needs_check: isWanted('needs_check'),
    needs_reconnect: isWanted('needs_reconnect'),
  };
}
