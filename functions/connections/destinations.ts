import { forEachPlatform, type PlatformName, platformTitles } from '../../shared/contract/platform-names.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { isToCome } from '../../shared/domain/posts/planned-post.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';

/** A platform is what its default account is. */
function destinationOf(connections: readonly Connection[], platform: PlatformName) {
  const account = connections.find((connection) => connection.platform === platform && connection.isDefault);
  return { connected: account !== undefined, enabled: account?.enabled ?? false };
}

/** Every platform, connected or not. */
export const listDestinations: ConnectionsEndpoint<'listDestinations'> = async (_input, { caller, now }, deps) => {
  const [connections, posts] = await Promise.all([
    deps.connections.list(caller.userId),
    deps.posts.listOfOwner(caller.userId),
  ]);
  const scheduled = new Set(posts.filter((post) => isToCome(post, now)).map(({ videoId }) => videoId));
  return {
    ...forEachPlatform((platform) => destinationOf(connections, platform)),
    scheduled_videos: scheduled.size,
  };
};

/**
 * Switches a platform on, which means its default account, or off, which means all of them: nothing shall go to a
 * platform that is off.
 */
export const toggleDestination: ConnectionsEndpoint<'toggleDestination'> = async (
  { params: { platform }, body: { enabled } },
  { caller },
  deps,
) => {
  const connections = await deps.connections.list(caller.userId, platform);
  if (connections.length === 0 && enabled)
    throw new HopperError('not_found', `Connect ${platformTitles[platform]} first.`);
  const meant = connections.filter(({ isDefault }) => isDefault || !enabled);
  await Promise.all(meant.map((row) => deps.connections.update(caller.userId, row.connectionId, { enabled })));
  return { [platform]: destinationOf(await deps.connections.list(caller.userId, platform), platform) };
};
