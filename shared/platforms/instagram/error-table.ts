import type { PlatformErrorKind } from '../../domain/posts/publisher.ts';
import type { GraphError } from './graph-error.ts';

/** What an error of Meta means for a post. */
export interface ErrorMeaning {
  readonly kind: PlatformErrorKind;
  /** For the user: what happened and what to do. */
  readonly message: string;
  /** How long to wait when Meta does not say, seconds. */
  readonly wait?: number;
}

const rejected = (message: string): ErrorMeaning => ({ kind: 'rejected', message });
const reauthorize = (message: string): ErrorMeaning => ({ kind: 'reauthorize', message });
const busy: ErrorMeaning = { kind: 'transient', message: 'Instagram is having trouble. Hopper tries again by itself.' };
const slowDown: ErrorMeaning = {
  kind: 'rate_limited',
  message: 'Instagram asked Hopper to slow down. Hopper tries again by itself.',
  wait: 15 * 60,
};
const noFetch: ErrorMeaning = {
  kind: 'transient',
  message: 'Instagram could not fetch the video. Hopper tries again by itself.',
};
const permission = reauthorize(
  'Hopper was not given all permissions. Connect the account again and allow all of them.',
);
const ended = reauthorize('Instagram does not accept the access any more. Connect the account again.');

/** The daily number of posts is used up; the window rolls. */
export const postsUsedUp: ErrorMeaning = {
  kind: 'quota',
  message:
    'This account has published all that Instagram allows in 24 hours. Posting goes on when there is room again.',
  wait: 3600,
};

/**
 * Publishing errors by sub-code.
 * @see https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/error-codes
 */
export const bySubcode: Readonly<Record<number, ErrorMeaning>> = {
  33: {
    kind: 'transient',
    message: 'Instagram does not show Hopper this post just now. Hopper looks again by itself.',
  },
  2207001: busy,
  2207003: noFetch,
  2207004: rejected('The cover picture is larger than 8 MB. Choose a smaller one.'),
  2207005: rejected('Instagram takes only JPEG as cover picture.'),
  2207006: rejected('Instagram does not find this media, or the account may not use it.'),
  2207008: {
    kind: 'transient',
    message: 'Instagram does not show Hopper this upload just now. Hopper looks again by itself.',
  },
  2207009: rejected('Instagram does not take this aspect ratio.'),
  2207010: rejected('The caption is too long: at most 2,200 characters.'),
  2207020: busy,
  2207023: rejected(
    'Instagram did not understand what kind of post this is. This is an error in Hopper; please report it.',
  ),
  2207026: rejected(
    'Instagram does not take this video. Export it as MP4 (H.264, AAC, 23 to 60 frames a second) and add it again.',
  ),
  2207027: { kind: 'transient', message: 'Instagram is not ready to publish yet. Hopper tries again by itself.' },
  2207028: rejected('A carousel needs 2 to 10 items.'),
  2207032: busy,
  2207035: rejected('Instagram refused a product tag.'),
  2207036: rejected('Instagram refused a product tag.'),
  2207037: rejected('Instagram refused a product tag.'),
  2207040: rejected('The caption mentions more than 20 accounts, or tags more than 20 people.'),
  2207042: postsUsedUp,
  2207050: rejected(
    'Instagram has restricted this account. Open the Instagram app and do what it asks, then try again.',
  ),
  2207051: {
    kind: 'rate_limited',
    message: 'Instagram blocked the action because it looks like spam. Hopper tries again in half a day.',
    wait: 12 * 3600,
  },
  2207052: noFetch,
  2207053: busy,
  2207057: rejected('The cover frame lies behind the end of the video. Choose an earlier one.'),
  2207077: noFetch,
  2207081: rejected('This account may not use trial reels. Switch the trial off.'),
  2207082: busy,
  2207085: busy,
};

/** Why a token is not accepted any more (code 190). */
export const tokenEnds: Readonly<Record<number, ErrorMeaning>> = {
  458: reauthorize('Hopper was removed from the account. Connect it again.'),
  459: reauthorize('Instagram wants you to log in there first. Do that, then connect the account again.'),
  460: reauthorize('The password was changed. Connect the account again.'),
  463: reauthorize('The access has ended. Connect the account again.'),
  464: reauthorize('The account is not confirmed yet. Confirm it at Instagram, then connect it again.'),
  492: reauthorize('You have no role on the Facebook Page any more. Connect the account again.'),
};

export const byCode: Readonly<Record<number, ErrorMeaning>> = {
  [-2]: noFetch,
  [-1]: busy,
  1: busy,
  2: busy,
  4: slowDown,
  10: permission,
  17: slowDown,
  32: slowDown,
  100: rejected('Instagram refused a detail of this post.'),
  102: ended,
  190: ended,
  613: slowDown,
  80001: slowDown,
  80002: slowDown,
};

/** The table decides by sub-code, then by code, then by status. */
export function meaningOf({ status, code, subcode, isTransient }: GraphError): ErrorMeaning {
  if (code === 190) return tokenEnds[subcode] ?? ended;
  // A known error with a server status is still the server's trouble, not the video's.
  if (status >= 500) return busy;
  if (status === 429) return slowDown;
  const known = bySubcode[subcode] ?? byCode[code];
  if (known) return known;
  if (code >= 200 && code < 300) return permission;
  if (isTransient || status === 408 || status < 400) return busy;
  if (status === 401) return ended;
  return rejected('Instagram refused the post.');
}

/** What a container that says ERROR means: its text holds the sub-code. */
export function meaningOfSubcode(subcode: number): ErrorMeaning {
  return bySubcode[subcode] ?? busy;
}
