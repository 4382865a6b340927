import type { PublishRequest } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';

/** YouTube's limit, in code points. @see https://developers.google.com/youtube/v3/docs/videos#snippet.title */
const youtubeTitleLimit = 100;

/** Title of a video that was given none: its file name without the extension. */
export function titleFromFilename(filename: string): string {
  return filename.replace(/\.[^.]+$/, '').trim() || filename;
}

/** The title that goes out, and what was cut off it. */
export function effectiveTitle(video: VideoRecord): { title: string; tooLong: boolean; originalLength: number } {
  // YouTube refuses angle brackets in titles; a file name may well have them, and line breaks too.
  const given = (video.settings.title ?? video.generatedTitle).replace(/[<>]/g, '');
  const wanted = [...onOneLine(given)];
  const title = wanted.slice(0, youtubeTitleLimit).join('').trim();
  return {
    title: title || 'Untitled',
    tooLong: wanted.length > youtubeTitleLimit,
    originalLength: wanted.length,
  };
}

/** What the destination will receive, from the video's own settings and the defaults. */
export function buildPublishRequest(video: VideoRecord): PublishRequest {
  const { settings } = video;
  return {
    title: effectiveTitle(video).title,
    description: withoutControls(settings.description ?? 'Uploaded via Hopper'),
    tags: parseTags(settings.tags ?? ''),
    visibility: settings.visibility ?? 'private',
    madeForKids: settings.made_for_kids ?? false,
  };
}

function parseTags(tags: string): string[] {
  return tags
    .split(',')
    .map(onOneLine)
    .filter((tag) => tag !== '');
}

/** Without control characters and doubled spaces, so that what a platform shows is what was sent. */
function onOneLine(value: string): string {
  return value.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** A description may have lines and tabs. */
function withoutControls(value: string): string {
  return value.replace(/[^\P{Cc}\n\t]/gu, '');
}
