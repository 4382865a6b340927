import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { Finding } from '../../shared/domain/platforms/platform-rules.ts';
import { findingsAt, verdictOf } from '../../shared/domain/videos/preflight.ts';
import { requestOf } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** What would go wrong with a video at each destination, as it is now. */
export const preflightVideo: VideosEndpoint<'preflightVideo'> = async ({ params }, { caller }, deps) => {
  const [video, owner] = await Promise.all([
    getOwnVideo(deps, caller.userId, params.videoId),
    loadOwnerFacts(deps, caller.userId),
  ]);
  const enabled = owner.connections.filter((connection) => connection.enabled);
  return {
    destinations: enabled.map((connection) => {
      const findings = [...accessFindings(connection), ...findingsOf(video, connection, owner)];
      const { connectionId, platform, name } = connection;
      return { connection_id: connectionId, platform, account: name, verdict: verdictOf(findings, video), findings };
    }),
  };
};

function findingsOf(video: VideoRecord, connection: Connection, { rules, settings }: OwnerFacts): Finding[] {
  const { platform } = connection;
  return findingsAt(rules[platform], video, requestOf(rules[platform], platform, video, settings), connection);
}

function accessFindings({ state }: Connection): Finding[] {
  if (state === 'connected') return [];
  const message = 'Access to this account was withdrawn: posts wait until you connect it again.';
  return [{ level: 'warning', code: 'reconnect', message }];
}
