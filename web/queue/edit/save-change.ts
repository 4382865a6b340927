import { api } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import type { VideoChange } from '../../forms/platform-values.ts';

/**
 * Saves a change of a version of a video. When the answer to an earlier try was lost, the change is there already: that is
 * no contradiction to anybody.
 * @throws ApiError precondition_failed when somebody else has changed the video since
 */
export async function saveChange(videoId: string, change: VideoChange, version: number) {
  const params = { videoId };
  try {
    return await api.updateVideo({ params, body: change }, { ifMatch: `"${version}"` });
  } catch (error) {
    if (!hasCode(error, 'precondition_failed')) throw error;
    const present = await api.getVideo({ params });
    if (!contains(present.custom_settings, change)) throw error;
    return { ...present, kept: [] };
  }
}

/** Whether a whole has every part just so; what is taken away (null) and what is not there are the same. */
function contains(whole: unknown, part: unknown): boolean {
  if (part === null || part === undefined) return whole === null || whole === undefined;
  if (typeof part !== 'object' || Array.isArray(part)) return JSON.stringify(whole) === JSON.stringify(part);
  const known = new Map(Object.entries(Object(whole)));
  return Object.entries(part).every(([name, value]) => contains(known.get(name), value));
}
