import { GoogleApiError } from '../google-api/google-api-error.ts';

const messages: Readonly<Record<string, string>> = {
  invalidTitle: 'The request metadata specifies an invalid or empty video title.',
  invalidDescription: 'The request metadata specifies an invalid video description.',
  invalidTags: 'The request metadata specifies invalid video keywords.',
  invalidCategoryId: 'The snippet.categoryId property specifies an invalid category ID.',
  invalidPublishAt: 'The request metadata specifies an invalid scheduled publishing time.',
  invalidFilename: 'The video filename specified in the Slug header is invalid.',
  invalidRecordingDetails: 'The recordingDetails object in the request metadata specifies invalid recording details.',
  invalidVideoMetadata: 'The request metadata is invalid.',
  defaultLanguageNotSet:
    'The request is trying to add localized video details without specifying the default language.',
  uploadLimitExceeded: 'The user has exceeded the number of videos they may upload.',
  mediaBodyRequired: 'The request does not include the video content.',
  forbiddenPrivacySetting: 'The request attempts to set an invalid privacy setting for the video.',
  forbiddenLicenseSetting: 'The request attempts to set an invalid license for the video.',
  videoNotFound: 'The video that you are trying to access cannot be found.',
  forbidden: 'The request cannot be completed because you do not own the video.',
};

/** A refusal in the domain `youtube.video`. @see https://developers.google.com/youtube/v3/docs/videos/insert#errors */
export function videoError(status: number, reason: string): GoogleApiError {
  const message = messages[reason];
  return new GoogleApiError({ status, reason, domain: 'youtube.video', ...(message !== undefined && { message }) });
}

/** A refusal of a query parameter. @see https://developers.google.com/youtube/v3/docs/core_errors */
export function parameterError(reason: string, location: string, message: string): GoogleApiError {
  return new GoogleApiError({
    status: 400,
    reason,
    message,
    domain: 'youtube.parameter',
    location,
    locationType: 'parameter',
  });
}
