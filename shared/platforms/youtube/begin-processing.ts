import type { Processing } from './checkpoint.ts';
import { listExtras } from './extras.ts';
import { YoutubeRequest } from './request.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * What is known about a video from the moment on at which it exists.
 * @param goLiveAt what its session was opened with
 */
export function beginProcessing({ step }: YoutubeContext, videoId: string, goLiveAt: number | null): Processing {
  const todo = listExtras(YoutubeRequest.parse(step.request));
  const counts = { polls: 0, missing: 0, tries: 0 };
  return { phase: 'processing', videoId, uploadedAt: step.now(), goLiveAt, ...counts, todo, notices: [] };
}
