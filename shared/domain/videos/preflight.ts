import type { PreflightVerdict } from '../../contract/routes/video-shapes.ts';
import type { Connection } from '../connections/connection.ts';
import type { Finding, PlatformRules } from '../platforms/platform-rules.ts';
import type { PublishRequest } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';

const mediaRemoved: Finding = {
  level: 'refused',
  code: 'media_removed',
  message: 'The file of this video was removed after it had been posted. Add it again.',
};

/** What would go wrong with a video at one account. */
export function findingsAt(
  rules: PlatformRules,
  video: Pick<VideoRecord, 'filename' | 'contentType' | 'sizeBytes' | 'media' | 'mediaState'>,
  request: PublishRequest,
  { variant, capabilities }: Pick<Connection, 'variant' | 'capabilities'>,
): Finding[] {
  const { filename, contentType, sizeBytes, media } = video;
  if (video.mediaState !== 'stored') return [mediaRemoved];
  return rules.preflight({ filename, contentType, sizeBytes, media }, request, { variant, capabilities });
}

/**
 * The findings in one word. A refusal is certain as soon as it is known; that nothing speaks against a video is only known
 * once its file was looked at.
 */
export function verdictOf(
  findings: readonly Pick<Finding, 'level'>[],
  video: Pick<VideoRecord, 'media'>,
): PreflightVerdict {
  if (findings.some(({ level }) => level === 'refused')) return 'refused';
  if (!video.media) return 'unknown';
  return findings.some(({ level }) => level === 'warning') ? 'warning' : 'ok';
}
