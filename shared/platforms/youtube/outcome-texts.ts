/** @see https://developers.google.com/youtube/v3/docs/videos#status.failureReason */
const failures: Readonly<Record<string, string>> = {
  conversion: 'YouTube could not convert the video. Export it again as MP4 (H.264, AAC) and try again.',
  invalidFile: 'YouTube says that this is not a valid video file.',
  emptyFile: 'YouTube says that the file is empty.',
  tooSmall: 'YouTube says that the file is too small to be a video.',
  codec: 'YouTube does not know the codec of this video. Export it as H.264 and try again.',
  uploadAborted: 'YouTube stopped the upload. Try again.',
};

/** @see https://developers.google.com/youtube/v3/docs/videos#status.rejectionReason */
const rejections: Readonly<Record<string, string>> = {
  copyright: 'YouTube rejected the video because of copyright.',
  inappropriate: 'YouTube rejected the video as inappropriate.',
  duplicate: 'YouTube rejected the video because the same one is already on the channel.',
  termsOfUse: 'YouTube rejected the video because it violates the terms of use.',
  uploaderAccountSuspended: 'YouTube rejected the video because the account is suspended.',
  length: 'YouTube rejected the video because it is too long for this channel. Verify the channel to post longer ones.',
  claim: 'YouTube rejected the video because somebody claims rights in it.',
  uploaderAccountClosed: 'YouTube rejected the video because the account was closed.',
  trademark: 'YouTube rejected the video because of a trademark.',
  legal: 'YouTube rejected the video for legal reasons.',
};

/** Why YouTube could not process a video, for its owner. */
export function textOfFailure(reason: string): string {
  return failures[reason] ?? 'YouTube could not process the video. Look at YouTube Studio for the cause.';
}

/** Why YouTube does not show a video, for its owner. */
export function textOfRejection(reason: string): string {
  return rejections[reason] ?? 'YouTube rejected the video. Look at YouTube Studio for the cause.';
}
