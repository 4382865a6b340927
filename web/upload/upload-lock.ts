/** Name of the browser's lock that a tab holds while it sends a video. */
export function uploadLockOf(videoId: string): string {
  return `hopper-upload-${videoId}`;
}
