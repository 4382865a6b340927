import { GoogleApiError } from '../google-api/google-api-error.ts';
import { answerInjectedError } from '../google-api/injected-error.ts';
import type { Answer } from '../http/answer.ts';
import type { InjectedError } from '../platform.ts';

/** What the documented reasons say. @see https://developers.google.com/workspace/drive/api/guides/handle-errors */
const messages: Readonly<Record<string, string>> = {
  userRateLimitExceeded: 'User rate limit exceeded.',
  rateLimitExceeded: 'Rate limit exceeded.',
  dailyLimitExceeded: 'Daily Limit Exceeded',
  storageQuotaExceeded: "The user's Drive storage quota has been exceeded.",
  insufficientFilePermissions: 'The user does not have sufficient permissions for this file.',
  appNotAuthorizedToFile: 'The user has not granted the app access to the file.',
  cannotDownloadAbusiveFile: 'This file has been identified as malware or spam and cannot be downloaded.',
  cannotDownloadFile: 'This file cannot be downloaded by the user.',
  downloadQuotaExceeded: 'The download quota for this file has been exceeded.',
  fileNotDownloadable: 'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
  exportSizeLimitExceeded: 'This file is too large to be exported.',
  cannotCopyFile: 'This file cannot be copied by the user.',
  fileIdInUse: 'A file already exists with the provided ID.',
  numChildrenInNonRootLimitExceeded: "The limit for this folder's number of children has been exceeded.",
  domainPolicy: 'The domain administrators have disabled Drive apps.',
};

const usageLimits = new Set([
  'userRateLimitExceeded',
  'rateLimitExceeded',
  'dailyLimitExceeded',
  'accessNotConfigured',
]);

/** An error of the Drive API by its documented reason. */
export function driveError(status: number, reason: string, message?: string): GoogleApiError {
  return new GoogleApiError({
    status,
    reason,
    message: message ?? messages[reason] ?? reason,
    ...(usageLimits.has(reason) && { domain: 'usageLimits' }),
  });
}

/** Missing, deleted, or not to be seen by this caller: all the same. */
export function notFound(fileId: string): GoogleApiError {
  return new GoogleApiError({
    status: 404,
    reason: 'notFound',
    message: `File not found: ${fileId}.`,
    location: 'fileId',
    locationType: 'parameter',
  });
}

/** A parameter that makes no sense. */
export function invalidParameter(name: string, message: string, reason = 'invalid'): GoogleApiError {
  return new GoogleApiError({ status: 400, reason, message, location: name, locationType: 'parameter' });
}

/** An injected failure as Drive, or the front end before it, would say it. */
export function toDriveErrorAnswer(error: InjectedError): Answer {
  return answerInjectedError(error, (reason, message) => driveError(error.status, reason, message));
}
