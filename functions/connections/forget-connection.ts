import { platformTitles } from '../../shared/contract/platform-names.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { isHeldThere } from '../../shared/domain/posts/planned-post.ts';
import type { Deps } from './deps.ts';
import { revokeAlone } from './revoke-alone.ts';

/**
 * Refuses to end the access to an account at which posts wait, unseen, for their time: they could not be taken back any more,
 * and some platforms bring them out by themselves.
 * @param isForced the user knows, and wants the access to end at once
 * @throws HopperError conflict
 */
export async function assertNothingWaits(
  { posts }: Pick<Deps, 'posts'>,
  { ownerId, connectionId, platform }: Connection,
  { isForced, now }: { readonly isForced: boolean; readonly now: number },
): Promise<void> {
  if (isForced) return;
  const own = (await posts.listOfOwner(ownerId)).filter((post) => post.connectionId === connectionId);
  const count = own.filter((post) => isHeldThere(post, now)).length;
  if (count === 0) return;
  const what = count === 1 ? '1 post waits' : `${count} posts wait`;
  const message = `${what} at ${platformTitles[platform]}, unseen, for the time to go live. Cancel first what shall not come out, or say force: then it may come out all the same.`;
  throw new HopperError('conflict', message);
}

/** A platform may take this long to end a grant; then the user goes without its answer. */
const patienceMs = 5_000;

/**
 * Revokes a grant at the platform, then forgets it: the row goes last, so that a disconnect that was cut short can be
 * repeated. Neither a platform that does not answer nor tokens that never open can keep a user connected.
 * @returns whether the platform has confirmed the end of the grant
 */
export async function forgetConnection(deps: Deps, connection: Connection): Promise<boolean> {
  const isRevoked = await Promise.race([revoke(deps, connection), gaveUp()]);
  await deps.connections.remove(connection.ownerId, connection.connectionId);
  return isRevoked;
}

async function revoke(deps: Deps, connection: Connection): Promise<boolean> {
  const { ownerId: userId, connectionId, platform, variant } = connection;
  try {
    const tokens = await deps.vault.open({ userId, connectionId }, connection.tokens);
    return await revokeAlone(deps, deps.provider(platform, variant), tokens, { userId, connectionId });
  } catch {
    // The answer says so: the user can end the grant in the platform's own settings.
    return false;
  }
}

function gaveUp(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patienceMs).unref();
  });
}
