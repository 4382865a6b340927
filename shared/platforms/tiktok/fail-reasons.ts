/**
 * Why TikTok did not publish a video, for its owner.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status
 */
export const failReasonTexts: Readonly<Record<string, string>> = {
  file_format_check_failed:
    'TikTok does not take this kind of file. Export it again as MP4 (H.264, AAC) and try again.',
  duration_check_failed:
    'TikTok says that the video is too long (or too short) for this account. Cut it and add it again.',
  frame_rate_check_failed: 'TikTok takes 23 to 60 frames per second. Export the video again and try again.',
  picture_size_check_failed: 'TikTok takes pictures of 360 to 4096 pixels on each side. Export the video again.',
  internal: 'TikTok had an error of its own, several times. Try again later.',
  video_pull_failed: 'TikTok could not fetch the video in time. Try again.',
  photo_pull_failed: 'TikTok could not fetch the picture in time. Try again.',
  publish_cancelled: 'The post was cancelled at TikTok. Try again if it shall come out all the same.',
  auth_removed:
    'The access was removed before TikTok had published the video. Connect the account again and try again.',
  spam_risk_too_many_posts:
    'TikTok refused the video: this account has reached its daily number of posts. Try again tomorrow.',
  spam_risk_user_banned_from_posting: 'TikTok does not allow this account to post. Open the TikTok app for the cause.',
  spam_risk_text: 'TikTok refused the words of the post as spam. Change them and try again.',
  spam_risk: 'TikTok refused the video as spam. Change the video or its words before you try again.',
};

/** Another task may come through where this one failed. */
const passing: ReadonlySet<string> = new Set(['internal', 'auth_removed']);

export function textOfFailReason(reason: string): string {
  return failReasonTexts[reason] ?? 'TikTok could not publish the video. Look at the TikTok app for the cause.';
}

export function isPassingFailure(reason: string): boolean {
  return passing.has(reason);
}
