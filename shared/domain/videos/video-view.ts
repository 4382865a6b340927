import { forEachPlatform, type PlatformName } from '../../contract/platform-names.ts';
import type { Video } from '../../contract/routes/video-shapes.ts';
import type { Connection } from '../connections/connection.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import { isPlanned } from '../posts/planned-post.ts';
import type { PostSummary, PublishRequest } from '../posts/post.ts';
import type { EffectiveSettings } from '../settings/load-settings.ts';
import { textsOf } from '../texts/texts-of.ts';
import { platformStatusOf } from './platform-status.ts';
import { buildPostView } from './post-view.ts';
import { findingsAt, verdictOf } from './preflight.ts';
import { requestOf } from './request-of.ts';
import { generatedTitleOf } from './roll-words.ts';
import { showRequest } from './show-request.ts';
import { showTexts } from './shown-texts.ts';
import type { VideoRecord } from './video.ts';
import { progressOf, statusOf } from './video-status.ts';

/** What the view of a video depends on beside the video and its posts: the same for all videos of an owner. */
export interface OwnerFacts {
  readonly connections: readonly Connection[];
  readonly settings: EffectiveSettings;
  readonly rules: Readonly<Record<PlatformName, PlatformRules>>;
}

/** A video as the API answers it. Keys, leases and checkpoints stay inside. */
export function buildVideoView(video: VideoRecord, posts: readonly PostSummary[], owner: OwnerFacts): Video {
  const { rules, settings, connections } = owner;
  const at = forEachPlatform((platform) => ({
    texts: textsOf(rules[platform], platform, video, settings),
    request: requestOf(rules[platform], platform, video, settings),
  }));
  const enabled = connections.filter((connection) => connection.enabled);
  return {
    id: video.videoId,
    filename: video.filename,
    status: statusOf(video, posts),
    generated_title: generatedTitleOf(video, settings.global.time_zone),
    custom_settings: video.settings,
    error: posts.find((post) => post.error)?.error?.message ?? null,
    scheduled_time: scheduledTimeOf(posts),
    upload_progress: progressOf(posts),
    ...showTexts(rules, at),
    file_size_bytes: video.sizeBytes,
    content_type: video.contentType,
    sha256: video.sha256,
    media: video.media,
    unreadable: video.isUnreadable,
    media_state: video.mediaState === 'stored' ? 'stored' : 'removed',
    platform_statuses: forEachPlatform((platform) =>
      platformStatusOf(
        posts.filter((post) => post.platform === platform),
        enabled.some((connection) => connection.platform === platform),
      ),
    ),
    upload_properties: forEachPlatform((platform) =>
      enabled.some((connection) => connection.platform === platform && connection.state === 'connected')
        ? showRequest(at[platform].request)
        : null,
    ),
    preflight: verdictsOf(video, enabled, owner, (platform) => at[platform].request),
    posts: posts.map(buildPostView),
    assets: Object.fromEntries(
      Object.entries(video.assets).map(([kind, asset]) => [
        kind,
        { content_type: asset.contentType, size_bytes: asset.sizeBytes },
      ]),
    ),
    version: video.version,
    created_at: new Date(video.createdAt).toISOString(),
  };
}

/** One word for each platform that is switched on; of several accounts the strictest speaks. */
function verdictsOf(
  video: VideoRecord,
  enabled: readonly Connection[],
  { rules }: OwnerFacts,
  requestAt: (platform: PlatformName) => PublishRequest,
): Video['preflight'] {
  const accounts = Map.groupBy(enabled, ({ platform }) => platform);
  return Object.fromEntries(
    [...accounts].map(([platform, own]) => {
      const findings = own.flatMap((account) => findingsAt(rules[platform], video, requestAt(platform), account));
      return [platform, verdictOf(findings, video)];
    }),
  );
}

/** When the first of the planned posts goes live, whether it has begun ahead of its time or not. */
function scheduledTimeOf(posts: readonly PostSummary[]): string | null {
  const planned = posts.filter((post) => isPlanned(post) && post.wish === null);
  const due = planned.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  return due.length === 0 ? null : new Date(Math.min(...due)).toISOString();
}
