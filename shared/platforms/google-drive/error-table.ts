import type { PlatformErrorKind } from '../../domain/posts/publisher.ts';

/** What a reason that Drive gives means for whoever asked. */
export interface ErrorMeaning {
  readonly kind: PlatformErrorKind;
  /** For the user: what happened and what to do. */
  readonly message: string;
  /** How long to wait when Drive does not say, seconds; `quota-reset` = midnight Pacific time. */
  readonly wait?: number | 'quota-reset';
}

const daySeconds = 24 * 3600;
const rejected = (message: string): ErrorMeaning => ({ kind: 'rejected', message });
const reauthorize = (message: string): ErrorMeaning => ({ kind: 'reauthorize', message });
const hopperFault = rejected(
  'Google Drive did not understand a request of Hopper. This is an error in Hopper; please report it.',
);
const reconnect = reauthorize('Google does not accept the access any more. Connect the account again.');
const transient: ErrorMeaning = {
  kind: 'transient',
  message: 'Google Drive is having trouble. Hopper tries again by itself.',
};
const slowDown: ErrorMeaning = {
  kind: 'rate_limited',
  message: 'Google Drive asked Hopper to slow down. Hopper goes on by itself.',
};
const full = rejected('This Google Drive is full. Make room there, or empty its trash, then go on.');

/**
 * Every documented reason. What is not listed is decided by its HTTP status.
 * @see https://developers.google.com/workspace/drive/api/guides/handle-errors
 */
export const errorTable: Readonly<Record<string, ErrorMeaning>> = {
  badRequest: hopperFault,
  invalid: hopperFault,
  invalidParameter: hopperFault,
  required: hopperFault,
  authError: reconnect,
  authorizationRequired: reconnect,
  insufficientPermissions: reauthorize('Hopper was not given all permissions. Connect again and allow all of them.'),
  userRateLimitExceeded: slowDown,
  rateLimitExceeded: slowDown,
  sharingRateLimitExceeded: slowDown,
  dailyLimitExceeded: {
    kind: 'quota',
    message: "Today's Google Drive quota of this Hopper is used up. It goes on after midnight Pacific time.",
    wait: 'quota-reset',
  },
  accessNotConfigured: {
    kind: 'quota',
    message: 'The Google project of this Hopper has no access to Google Drive. Its operator has to switch it on.',
    wait: 3600,
  },
  storageQuotaExceeded: full,
  quotaExceeded: full,
  teamDriveFileLimitExceeded: rejected('This shared drive holds as many files as Google allows. Choose another one.'),
  numChildrenInNonRootLimitExceeded: rejected(
    'This folder holds as many files as Google allows. Choose another folder.',
  ),
  insufficientFilePermissions: rejected(
    'The Google account may not do this with this file. Ask its owner for more rights.',
  ),
  appNotAuthorizedToFile: rejected('Hopper was not given access to this file. Start a new session for all of Drive.'),
  domainPolicy: rejected('The administrator of this Google account does not allow apps to use Drive. Ask them to.'),
  cannotDownloadFile: rejected('The owner of this file does not let others download it. Ask the owner.'),
  cannotDownloadAbusiveFile: rejected(
    'Google takes this file for malware or spam and does not give it out. Its owner can look at it in Google Drive.',
  ),
  // One file that was read too often: it alone waits, so this is nothing that the whole account must wait for.
  downloadQuotaExceeded: {
    kind: 'transient',
    message: 'This file was downloaded too often lately. Hopper tries again in a day.',
    wait: daySeconds,
  },
  fileNotDownloadable: rejected('This kind of file has no content that can be downloaded.'),
  exportSizeLimitExceeded: rejected(
    'Google exports documents of up to 10 MB only. Download this one in Google Drive, or split it.',
  ),
  notFound: rejected('Google Drive does not have this file any more, or does not show it to this account.'),
  fileIdInUse: rejected('A file with this id is there already.'),
  internalError: transient,
  backendError: transient,
  transientError: transient,
};

/** What a status means when the reason is missing or new. */
export function meaningOfStatus(status: number): ErrorMeaning {
  if (status === 401) return reconnect;
  if (status === 429) return slowDown;
  if (status === 404) return errorTable.notFound ?? hopperFault;
  // No call of ours is answered by a redirect, and none is followed with a token.
  if (status < 400 || status === 408 || status >= 500) return transient;
  return rejected('Google Drive refused this, and Hopper does not know the reason it gave.');
}
