import type { PlatformErrorKind } from '../../domain/posts/publisher.ts';

/** What a reason that YouTube gives means for a post. */
export interface ErrorMeaning {
  readonly kind: PlatformErrorKind;
  /** For the user: what happened and what to do. */
  readonly message: string;
  /** How long to wait when YouTube does not say; `quota-reset` = midnight Pacific time. */
  readonly wait?: number | 'quota-reset';
  /** Our own cause code, where YouTube's reason stands for two things. */
  readonly code?: string;
}

const hopperFault = 'YouTube did not understand a request of Hopper. This is an error in Hopper; please report it.';
const mayNotAct = 'The connected account may not act for this channel. Connect with an account that may.';
const busy = 'YouTube is having trouble. Hopper tries again by itself.';
const reconnect = 'YouTube does not accept the access any more. Connect the account again.';
const daySeconds = 24 * 3600;

const rejected = (message: string): ErrorMeaning => ({ kind: 'rejected', message });
const transient: ErrorMeaning = { kind: 'transient', message: busy };
const reauthorize = (message: string): ErrorMeaning => ({ kind: 'reauthorize', message });
const slowDown: ErrorMeaning = {
  kind: 'rate_limited',
  message: 'YouTube asked Hopper to slow down. Hopper tries again by itself.',
  wait: 60,
};
/** The whole project, not one channel, has no more calls today. */
const projectQuota: ErrorMeaning = {
  kind: 'quota',
  message: "Today's YouTube quota of this Hopper is used up. Posting goes on after midnight Pacific time.",
  wait: 'quota-reset',
};

/** …or no more uploads, of which it has a small number of its own. */
export const projectUploads: ErrorMeaning = {
  ...projectQuota,
  message: "Today's YouTube uploads of this Hopper are used up. Posting goes on after midnight Pacific time.",
  code: 'projectUploadsExceeded',
};

/**
 * Every documented reason. What is not listed is decided by its HTTP status.
 * @see https://developers.google.com/youtube/v3/docs/errors
 * @see https://developers.google.com/youtube/v3/docs/videos/insert#errors
 */
export const errorTable: Readonly<Record<string, ErrorMeaning>> = {
  invalidTitle: rejected('YouTube refused the title. Use 1 to 100 characters, without < and >, then post it again.'),
  invalidDescription: rejected(
    'YouTube refused the description. Use at most 5,000 bytes, without < and >, then post it again.',
  ),
  invalidTags: rejected('YouTube refused the tags. Use at most 500 characters together, then post it again.'),
  invalidCategoryId: rejected('YouTube refused the category of the video. Choose another one, then post it again.'),
  invalidPublishAt: rejected(
    'YouTube refused the time at which the video should become public. Choose a later one, then post it again.',
  ),
  invalidFilename: rejected('YouTube refused the name of the file. Rename it and try again.'),
  invalidRecordingDetails: rejected('YouTube refused the recording date. Correct or remove it, then post it again.'),
  invalidVideoGameRating: rejected('YouTube refused the game rating of the video. Set it in YouTube Studio instead.'),
  invalidVideoMetadata: rejected(
    'YouTube refused the title, category, language or another detail of the video. Check them, then post it again.',
  ),
  defaultLanguageNotSet: rejected(
    'YouTube wants the language of title and description where there are translations. Set it, then post it again.',
  ),
  mediaBodyRequired: rejected(hopperFault),
  missingRequiredParameter: rejected(hopperFault),
  unexpectedParameter: rejected(hopperFault),
  incompatibleParameters: rejected(hopperFault),
  invalidPageToken: rejected(hopperFault),
  invalidFilters: rejected(hopperFault),
  invalidCriteria: rejected(hopperFault),
  uploadLimitExceeded: {
    kind: 'rate_limited',
    message: 'This channel has reached its daily number of uploads at YouTube. Hopper tries again in a day.',
    wait: daySeconds,
  },
  authError: reauthorize(reconnect),
  expired: reauthorize(reconnect),
  authorizationRequired: reauthorize(reconnect),
  youtubeSignupRequired: rejected('This Google account has no YouTube channel. Create one at YouTube, then try again.'),
  quotaExceeded: projectQuota,
  dailyLimitExceeded: projectQuota,
  rateLimitExceeded: slowDown,
  userRateLimitExceeded: slowDown,
  uploadRateLimitExceeded: slowDown,
  forbidden: rejected(
    'YouTube does not allow this for the connected account. Look in YouTube Studio whether the channel is restricted.',
  ),
  forbiddenPrivacySetting: rejected(
    'YouTube does not allow this visibility for the connected account. Choose another one, then post it again.',
  ),
  forbiddenLicenseSetting: rejected(
    'YouTube does not allow this licence for the connected account. Choose the other one, then post it again.',
  ),
  insufficientPermissions: reauthorize('Hopper was not given all permissions. Connect again and allow all of them.'),
  accountDelegationForbidden: rejected(mayNotAct),
  authenticatedUserAccountClosed: rejected('The connected YouTube account was closed. Connect another one.'),
  authenticatedUserAccountSuspended: rejected(
    'The connected YouTube account is suspended. YouTube says why when you sign in there.',
  ),
  authenticatedUserNotChannel: rejected(mayNotAct),
  channelClosed: rejected('The connected YouTube channel was closed. Connect another one.'),
  channelSuspended: rejected('The connected YouTube channel is suspended. YouTube says why when you sign in there.'),
  videoNotFound: rejected('YouTube does not know this video any more. Look at the channel whether it was deleted.'),
  playlistNotFound: rejected('YouTube does not know this playlist any more. Choose another one.'),
  channelNotFound: rejected('YouTube does not know the connected channel any more. Connect the account again.'),
  uploadTooLarge: rejected('The file is larger than YouTube takes. Export the video with a lower bit rate.'),
  internalError: transient,
  backendError: transient,
};

/** What a status means when the reason is missing or new. */
export function meaningOfStatus(status: number): ErrorMeaning {
  if (status === 401) return reauthorize(reconnect);
  if (status === 429) return slowDown;
  if (status === 408 || status >= 500) return transient;
  // Redirects are never followed with a token, and no call of ours is answered by one.
  if (status < 400) return transient;
  return rejected('YouTube refused the video, and Hopper does not know the reason it gave. Look in YouTube Studio.');
}

/**
 * 429 has one reason for two things: too fast, and the project's daily uploads used up. Only the message, which names
 * the metric, tells them apart.
 */
export function isDailyUploadBucket(status: number, message: string): boolean {
  return status === 429 && /video uploads/i.test(message) && /per day/i.test(message);
}
