import type { EffectiveSettings } from '../settings/load-settings.ts';
import { rollWords } from './roll-words.ts';
import type { VideoRecord } from './video.ts';

/** What is known of a video whose bytes are to arrive. */
export type NewVideo = Pick<
  VideoRecord,
  | 'ownerId'
  | 'videoId'
  | 'filename'
  | 'contentType'
  | 'sizeBytes'
  | 'sha256'
  | 'objectKey'
  | 'uploadId'
  | 'partBytes'
  | 'index'
  | 'folder'
  | 'createdAt'
>;

/**
 * A video at the end of the queue, `receiving`, with the words that the templates give it now.
 * @param random 0 ≤ number < 1
 */
export function buildVideo(
  file: NewVideo,
  owner: { readonly rules: Parameters<typeof rollWords>[1]['rules']; readonly settings: EffectiveSettings },
  random: () => number,
): VideoRecord {
  const words = rollWords({ ...file, media: null, rolls: {}, settings: {} }, owner, random);
  return {
    ...file,
    ...words,
    state: 'receiving',
    position: `z${file.videoId}`,
    version: 1,
    assets: {},
    pendingAssets: {},
    discarded: [],
    connectionIds: [],
    deletingAt: null,
    settings: {},
    media: null,
    isUnreadable: false,
    mediaState: 'stored',
  };
}
