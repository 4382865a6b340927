import { PlatformError } from '../../domain/posts/publisher.ts';
import type { Extra } from './extras.ts';

const inStudio = 'Do it in YouTube Studio.';

/** Reasons for users, by reason or by kind and reason; the second is looked at first. */
const reasons: Readonly<Record<string, string>> = {
  insufficientPermissions:
    'Hopper was not given the permission for it: connect the account again and allow everything. For this video do it in ' +
    'YouTube Studio.',
  asset_missing: 'The file is gone.',
  videoNotFound: 'YouTube did not find the video.',
  quotaExceeded: `Today's YouTube quota of this Hopper was used up. ${inStudio}`,
  uploadTooLarge: 'The file is too large for YouTube.',
  mediaBodyRequired: 'The file is empty.',
  contentRequired: 'The file is empty.',
  'thumbnail.forbidden': 'Only verified channels may have thumbnails of their own: verify it at youtube.com/verify.',
  'thumbnail.invalidImage': 'YouTube did not take the image: it has to be a JPEG or PNG.',
  'thumbnail.uploadRateLimitExceeded': 'The channel got too many thumbnails today. Set it in YouTube Studio tomorrow.',
  'playlist.playlistNotFound': 'There is no such playlist any more.',
  'playlist.playlistItemsNotAccessible': 'The playlist belongs to somebody else.',
  'playlist.playlistContainsMaximumNumberOfVideos': 'The playlist is full.',
  'playlist.videoAlreadyInAnotherSeriesPlaylist': 'The video is in another series already.',
};

/** Answers that will be the same tomorrow, whatever their kind. */
const lasting: ReadonlySet<string> = new Set(['insufficientPermissions', 'uploadRateLimitExceeded']);

/** Whether trying again is of no use. A video that was made a second ago may not be known everywhere at YouTube. */
export function isDefinite(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false;
  if (lasting.has(error.causeCode)) return true;
  return (error.kind === 'rejected' || error.kind === 'unknown') && error.causeCode !== 'videoNotFound';
}

/** What a user is told about something that did not come through with the video. */
export function noticeOf(extra: Extra, error: unknown): { code: string; message: string } {
  return { code: `${extra.kind}_failed`, message: `${whatFailed(extra)} ${reasonOf(extra, error)}` };
}

function whatFailed(extra: Extra): string {
  switch (extra.kind) {
    case 'thumbnail':
      return 'The video is at YouTube, but without its thumbnail.';
    case 'captions':
      return `The video is at YouTube, but without its captions in ${extra.language}.`;
    case 'playlist':
      return `The video is at YouTube, but not in the playlist ${extra.playlistId}.`;
  }
}

function reasonOf({ kind }: Extra, error: unknown): string {
  if (!(error instanceof PlatformError)) return `It did not work several times. ${inStudio}`;
  const known = reasons[`${kind}.${error.causeCode}`] ?? reasons[error.causeCode];
  if (known) return known;
  const isRefused = error.kind === 'rejected' || error.kind === 'unknown';
  return isRefused
    ? `YouTube refused it (${error.causeCode}). ${inStudio}`
    : `It did not work several times. ${inStudio}`;
}
