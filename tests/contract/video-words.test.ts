import { describe, expect, it } from '@jest/globals';
import { VideoSettings } from '../../shared/contract/routes/video-shapes.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';

const half = '\ud83d';

describe('words of a video', () => {
  it.each(['title', 'description', 'tags'])('refuse half a character in %s', (field) => {
    expect(VideoSettings.safeParse({ [field]: `a${half}` }).success).toBe(false);
    expect(VideoSettings.safeParse({ [field]: 'a\u{1f600}' }).success).toBe(true);
  });

  it('refuse half a character in a file name', () => {
    const body = { size_bytes: 1, content_type: 'video/mp4' };
    expect(videoRoutes.addVideo.body.safeParse({ ...body, filename: `${half}.mp4` }).success).toBe(false);
    expect(videoRoutes.addVideo.body.safeParse({ ...body, filename: '\u{1f600}.mp4' }).success).toBe(true);
  });
});
