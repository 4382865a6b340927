import { createHash } from 'node:crypto';
import type { SimulatedChannel } from '../google-oauth/simulated-accounts.ts';
import { formatDuration, formatInstant } from './instants.ts';
import type { Picture } from './mp4-picture.ts';
import { renderProcessing } from './render-processing.ts';
import type { Video } from './video.ts';

export interface RenderContext {
  readonly channel: SimulatedChannel;
  /** Address of the simulated platform, for links. */
  readonly baseUrl: string;
  readonly nowMs: number;
  readonly isCaptioned?: boolean;
}

/** A `video` resource with the named parts. @see https://developers.google.com/youtube/v3/docs/videos#resource */
export function renderVideo(video: Video, parts: readonly string[], context: RenderContext) {
  const { metadata } = video;
  const sections: Readonly<Record<string, () => unknown>> = {
    snippet: () => renderSnippet(video, context),
    status: () => renderStatus(video),
    contentDetails: () => ({
      duration: formatDuration(video.uploadStatus === 'uploaded' ? 0 : (video.durationMs ?? 0)),
      dimension: '2d',
      definition: 'hd',
      caption: String(context.isCaptioned ?? false),
      licensedContent: false,
      projection: 'rectangular',
      hasCustomThumbnail: video.thumbnail !== null,
    }),
    statistics: () => ({ viewCount: '0', likeCount: '0', favoriteCount: '0', commentCount: '0' }),
    player: () => ({ embedHtml: `<iframe src="${context.baseUrl}/watch?v=${video.id}"></iframe>` }),
    recordingDetails: () => (metadata.recordingDate === null ? {} : { recordingDate: metadata.recordingDate }),
    localizations: () => metadata.localizations,
    paidProductPlacementDetails: () => ({ hasPaidProductPlacement: metadata.hasPaidProductPlacement }),
    fileDetails: () => ({
      fileName: video.fileName ?? 'unknown',
      fileSize: String(video.bytes),
      fileType: 'video',
      container: video.contentType === 'video/quicktime' ? 'mov' : 'mp4',
      creationTime: formatInstant(video.uploadedAtMs),
      ...(video.durationMs !== null && { durationMs: String(video.durationMs) }),
      ...(video.picture !== null && { videoStreams: [renderPicture(video.picture)] }),
    }),
    processingDetails: () => renderProcessing(video, context.nowMs),
  };
  const chosen: Record<string, unknown> = {};
  for (const part of parts) {
    const build = sections[part];
    if (build) chosen[part] = build();
  }
  const body = { id: video.id, ...chosen };
  return { kind: 'youtube#video', etag: toEtag(body), ...body };
}

function renderPicture({ widthPixels, heightPixels, rotation }: Picture) {
  return { widthPixels, heightPixels, rotation, aspectRatio: widthPixels / heightPixels };
}

/** An entity tag: the hash of what is shown. */
export function toEtag(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('base64url');
}

function renderSnippet(video: Video, { channel, baseUrl }: RenderContext) {
  const { metadata } = video;
  const { title, description, tags, categoryId, defaultLanguage, defaultAudioLanguage } = metadata;
  return {
    publishedAt: formatInstant(video.publishedAtMs),
    channelId: video.channelId,
    title,
    description,
    thumbnails: renderThumbnails(video, baseUrl),
    channelTitle: channel.title,
    ...(tags.length > 0 && { tags }),
    categoryId,
    liveBroadcastContent: 'none',
    ...(defaultLanguage !== null && { defaultLanguage }),
    localized: { title, description },
    ...(defaultAudioLanguage !== null && { defaultAudioLanguage }),
  };
}

function renderStatus(video: Video) {
  const { metadata, failureReason, rejectionReason } = video;
  return {
    uploadStatus: video.uploadStatus,
    ...(failureReason !== null && { failureReason }),
    ...(rejectionReason !== null && { rejectionReason }),
    privacyStatus: metadata.privacy,
    ...(metadata.publishAtMs !== null && { publishAt: formatInstant(metadata.publishAtMs) }),
    license: metadata.license,
    embeddable: metadata.embeddable,
    publicStatsViewable: metadata.publicStatsViewable,
    madeForKids: metadata.selfDeclaredMadeForKids,
    selfDeclaredMadeForKids: metadata.selfDeclaredMadeForKids,
    containsSyntheticMedia: metadata.containsSyntheticMedia,
  };
}

const thumbnailSizes = { default: [120, 90], medium: [320, 180], high: [480, 360] } as const;

/** Links to the three sizes that every video has. */
export function renderThumbnails(video: Pick<Video, 'id' | 'thumbnail'>, baseUrl: string) {
  const version = video.thumbnail === null ? '' : `?version=${video.thumbnail.version}`;
  return Object.fromEntries(
    Object.entries(thumbnailSizes).map(([name, [width, height]]) => [
      name,
      { url: `${baseUrl}/vi/${video.id}/${name}.jpg${version}`, width, height },
    ]),
  );
}
