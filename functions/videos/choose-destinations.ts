import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { idleStates } from '../../shared/domain/posts/plan-posts.ts';
import { isPlanned, plannedStates } from '../../shared/domain/posts/planned-post.ts';
import { type Post, type PostState, postIdOf } from '../../shared/domain/posts/post.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';

/**
 * Where a video is planned: a plan that stands is moved as it is, without one the video is planned wherever it is not out.
 * @param connectionIds only these accounts
 * @returns with the states from which an earlier post may be taken up
 * @throws HopperError not_found, no_destination
 */
export function chooseDestinations(
  { videoId }: VideoRecord,
  posts: readonly Post[],
  { owner, connectionIds }: { readonly owner: OwnerFacts; readonly connectionIds?: readonly string[] | undefined },
): { destinations: OwnerFacts['connections']; from: readonly PostState[] } {
  if (connectionIds) {
    const destinations = owner.connections.filter((one) => connectionIds.includes(one.connectionId));
    if (destinations.length < new Set(connectionIds).size) throw unknownConnection();
    return { destinations, from: idleStates };
  }
  if (posts.some(isPlanned)) {
    const ids = new Set(
      posts.filter((post) => isPlanned(post) || post.state === 'pending').map(({ postId }) => postId),
    );
    const isMeant = ({ connectionId }: { connectionId: string }) => ids.has(postIdOf(videoId, connectionId));
    return { destinations: owner.connections.filter(isMeant), from: ['pending'] };
  }
  const destinations = owner.connections.filter(({ enabled }) => enabled);
  if (destinations.length === 0) throw new HopperError('no_destination');
  return { destinations, from: idleStates };
}

/** What has a time may be moved in whichever state it is; the write decides whether it still can be. */
export function statesToMove(from: readonly PostState[]) {
  return ({ state }: Connection, earlier: Post | undefined): readonly PostState[] => {
    if (!earlier || !isPlanned(earlier)) return from;
    // Its account was connected again this very moment: it is being freed, with the time that it has.
    return plannedStates.filter((name) => name !== 'reconnect' || state !== 'connected');
  };
}

/** An account that was named and is not there. */
export function unknownConnection(): HopperError {
  const message = 'There is no such account.';
  return new HopperError('not_found', message, { details: [{ path: 'connection_ids', message }] });
}
