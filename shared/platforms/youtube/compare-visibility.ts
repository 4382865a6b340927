import type { YoutubeRequest } from './request.ts';

/** Something that is not quite as asked, for the user. */
interface Notice {
  readonly code: string;
  readonly message: string;
}

const locked =
  'YouTube keeps the videos of an API project that has not passed its audit private, without a word: the operator of this ' +
  'Hopper can ask YouTube for the audit. Until then change it in YouTube Studio.';

/**
 * What YouTube made of the asked visibility. Projects that have not passed the compliance audit get every video locked to
 * private, without an error, and their times of publication are dropped.
 * @param status as read back from YouTube
 * @see https://developers.google.com/youtube/v3/docs/videos/insert
 */
export function compareVisibility(
  { visibility, publishAt }: Pick<YoutubeRequest, 'visibility' | 'publishAt'>,
  status: { readonly privacyStatus?: string | undefined; readonly publishAt?: string | undefined },
): Notice[] {
  const { privacyStatus: actual } = status;
  if (actual === undefined) return [];
  if (publishAt !== null && visibility === 'private') {
    // By now it may be public, as asked.
    if (actual === 'public' || status.publishAt !== undefined) return [];
    return [
      { code: 'schedule_differs', message: `The video is at YouTube, but without its time of publication. ${locked}` },
    ];
  }
  if (actual === visibility) return [];
  const advice = actual === 'private' ? locked : 'Change it in YouTube Studio.';
  const message = `The video is at YouTube, but ${actual} instead of ${visibility}. ${advice}`;
  return [{ code: 'visibility_differs', message }];
}
