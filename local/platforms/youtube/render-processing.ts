import type { Video } from './video.ts';

/** The owner's view of how far YouTube is. @see https://developers.google.com/youtube/v3/docs/videos#processingDetails */
export function renderProcessing(video: Video, nowMs: number) {
  const { processingStatus, processingFailureReason } = video;
  const running = processingStatus === 'processing';
  const availability = running ? 'inProgress' : 'available';
  return {
    processingStatus,
    ...(running && { processingProgress: renderProgress(video, nowMs) }),
    ...(processingFailureReason !== null && { processingFailureReason }),
    fileDetailsAvailability: 'available',
    processingIssuesAvailability: availability,
    tagSuggestionsAvailability: availability,
    editorSuggestionsAvailability: availability,
    thumbnailsAvailability: availability,
  };
}

/** Parts are tenths of a thousand; with the fate `backwards` the total is re-estimated to double halfway. */
function renderProgress(video: Video, nowMs: number) {
  const spanMs = Math.max(1, video.processedAtMs - video.uploadedAtMs);
  const share = Math.min(0.99, Math.max(0, (nowMs - video.uploadedAtMs) / spanMs));
  const grown = video.fate?.outcome === 'backwards' && share >= 0.5;
  return {
    partsTotal: grown ? '2000' : '1000',
    partsProcessed: String(Math.floor(share * 1000)),
    timeLeftMs: String(Math.max(0, video.processedAtMs - nowMs)),
  };
}
