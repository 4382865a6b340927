/**
 * @see https://developers.google.com/youtube/v3/docs/videos#status.failureReason
 * @see https://developers.google.com/youtube/v3/docs/videos#processingDetails.processingFailureReason
 */
export const failureTexts: Readonly<Record<string, string>> = {
  conversion: 'YouTube could not convert the video. Export it again as MP4 (H.264, AAC) and try again.',
  invalidFile: 'YouTube says that this is not a valid video file. Export it again as MP4 and try again.',
  emptyFile: 'YouTube says that the file is empty. Export it again and try again.',
  tooSmall: 'YouTube says that the file is too small to be a video. Export it again and try again.',
  codec: 'YouTube does not know the codec of this video. Export it as H.264 and try again.',
  uploadAborted: 'YouTube stopped the upload. Try again.',
  // What the processing details say where the status says nothing.
  uploadFailed: 'YouTube did not get the whole file. Try again.',
  transcodeFailed: 'YouTube could not convert the video. Export it again as MP4 (H.264, AAC) and try again.',
  streamingFailed: 'YouTube could not make the video ready for playing. Try again.',
};

/** @see https://developers.google.com/youtube/v3/docs/videos#status.rejectionReason */
export const rejectionTexts: Readonly<Record<string, string>> = {
  copyright: 'YouTube rejected the video because of copyright. YouTube Studio says whose, and how to object.',
  inappropriate: 'YouTube rejected the video as inappropriate. YouTube Studio says which rule, and how to object.',
  duplicate:
    'YouTube rejected the video because the same one is already on the channel. Nothing else needs to be done if that one may stay.',
  termsOfUse:
    'YouTube rejected the video because it violates the terms of use. YouTube Studio says which rule, and how to object.',
  uploaderAccountSuspended:
    'YouTube rejected the video because the account is suspended. YouTube says why when you sign in there.',
  length: 'YouTube rejected the video because it is too long for this channel. Verify the channel to post longer ones.',
  claim: 'YouTube rejected the video because somebody claims rights in it. YouTube Studio says who, and how to object.',
  uploaderAccountClosed: 'YouTube rejected the video because the account was closed. Connect another one.',
  trademark: 'YouTube rejected the video because of a trademark. YouTube Studio says whose, and how to object.',
  legal: 'YouTube rejected the video for legal reasons. YouTube Studio says which, and how to object.',
};

/** Why YouTube could not process a video, for its owner. */
export function textOfFailure(reason: string): string {
  return failureTexts[reason] ?? 'YouTube could not process the video. Look in YouTube Studio for the cause.';
}

/** Why YouTube does not show a video, for its owner. */
export function textOfRejection(reason: string): string {
  return rejectionTexts[reason] ?? 'YouTube rejected the video. Look in YouTube Studio for the cause.';
}
