import { describe, expect, it } from '@jest/globals';
import { parseCursor } from '../../functions/videos/queue-cursor.ts';
import { postRoutes } from '../../shared/contract/routes/posts.ts';
import { settingsRoutes } from '../../shared/contract/routes/settings.ts';
import { assetRoutes } from '../../shared/contract/routes/video-assets.ts';
import { queueRoutes } from '../../shared/contract/routes/video-queue.ts';

const videoId = '0'.repeat(26);

describe('names that a database or a record of JavaScript would stumble over', () => {
  it.each(['constructor', 'toString', '__proto__', 'youtube.banner'])(
    'a file beside a video is never called %s',
    (kind) => {
      for (const { params } of [assetRoutes.completeAsset, assetRoutes.removeAsset]) {
        expect(params?.safeParse({ videoId, kind }).success).toBe(false);
        expect(params?.safeParse({ videoId, kind: 'youtube.captions.pt-BR' }).success).toBe(true);
      }
    },
  );

  it('an address has no half characters in it', () => {
    const decide = (url: string) => postRoutes.decidePost.body?.safeParse({ decision: 'published', url }).success;
    const setCover = (cover_url: string) => settingsRoutes.setInstagramSettings.body?.safeParse({ cover_url }).success;
    for (const accepts of [decide, setCover]) {
      expect([accepts('https://example.com/é'), accepts('https://example.com/\ud800')]).toEqual([true, false]);
    }
  });

  it('a video in a new order has no half characters in its name', () => {
    const { body } = queueRoutes.reorderVideos;
    expect(body?.safeParse({ video_ids: [videoId] }).success).toBe(true);
    expect(body?.safeParse({ video_ids: [videoId, '\ud800'] }).success).toBe(false);
  });

  it.each([
    { p: '\ud800', v: videoId },
    { p: 'a', v: '\udfff'.repeat(26) },
  ])('a cursor with half characters is refused', (place) => {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    expect(() => parseCursor(cursor)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});
