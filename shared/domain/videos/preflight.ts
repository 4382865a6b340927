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

const notReadYet: Finding = {
  level: 'info',
  code: 'not_read_yet',
  message: 'The file was not looked into yet: what speaks against it is seen a moment later.',
};

const unreadable: Finding = {
  level: 'warning',
  code: 'unreadable',
  message: 'Nothing could be read from the file, so it may be cut off. Look whether it plays; if not, add it again.',
};

/** What would go wrong with a video at one account. */
export function findingsAt(
  rules: PlatformRules,
  video: Pick<VideoRecord, 'filename' | 'contentType' | 'sizeBytes' | 'media' | 'isUnreadable' | 'mediaState'>,
  request: PublishRequest,
  { variant, capabilities }: Pick<Connection, 'variant' | 'capabilities'>,
): Finding[] {
  const { filename, contentType, sizeBytes, media } = video;
  if (video.mediaState !== 'stored') return [mediaRemoved];
  const findings = rules.preflight({ filename, contentType, sizeBytes, media }, request, { variant, capabilities });
  return media ? findings : [video.isUnreadable ? unreadable : notReadYet, ...findings];
}

/**
 * The findings in one word. A refusal is certain as soon as it is known; that nothing speaks against a video is only known
 * once its file was looked at.
 */
export function verdictOf(
  findings: readonly Pick<Finding, 'level'>[],
  video: Pick<VideoRecord, 'media' | 'isUnreadable'>,
): PreflightVerdict {
  if (findings.some(({ level }) => level === 'refused')) return 'refused';
  if (!video.media && !video.isUnreadable) return 'unknown';
  return findings.some(({ level }) => level === 'warning') ? 'warning' : 'ok';
}
