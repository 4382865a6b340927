import { describe, expect, it } from '@jest/globals';
import { buildPublishRequest, effectiveTitle, titleFromFilename } from '../../../shared/domain/videos/words.ts';
import { buildVideo } from '../../support/build-video.ts';
import fc from '../../support/fast-check.ts';

describe('titleFromFilename', () => {
  it.each([
    ['My trip.mp4', 'My trip'],
    ['a.b.mov', 'a.b'],
    ['.mp4', '.mp4'],
    ['  spaced .MP4', 'spaced'],
  ])('%j becomes %j', (filename, title) => {
    expect(titleFromFilename(filename)).toBe(title);
  });
});

describe('effectiveTitle', () => {
  it('is always one that YouTube takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (generatedTitle) => {
        const { title } = effectiveTitle(buildVideo({ generatedTitle }));
        expect([...title].length).toBeGreaterThan(0);
        expect([...title].length).toBeLessThanOrEqual(100);
        expect(title).not.toMatch(/[<>]/);
      }),
    );
  });

  it('is one line', () => {
    expect(effectiveTitle(buildVideo({ generatedTitle: ' a\n\r\tb\u0000 \u0085c ' })).title).toBe('a b c');
  });

  it('prefers the video’s own title and tells what was cut', () => {
    const video = buildVideo({ generatedTitle: 'g'.repeat(120) });
    expect(effectiveTitle(video)).toEqual({ title: 'g'.repeat(100), tooLong: true, originalLength: 120 });
    expect(effectiveTitle({ ...video, settings: { title: 'Own' } })).toMatchObject({ title: 'Own', tooLong: false });
  });
});

describe('buildPublishRequest', () => {
  it('is careful where nothing was said: private, not for kids', () => {
    expect(buildPublishRequest(buildVideo())).toEqual({
      title: 'trip',
      description: 'Uploaded via Hopper',
      tags: [],
      visibility: 'private',
      madeForKids: false,
    });
  });

  it('keeps lines and tabs of a description, but no other control characters', () => {
    const video = buildVideo({ settings: { description: 'a\n\tb\r\u0000\u0007c' } });
    expect(buildPublishRequest(video).description).toBe('a\n\tbc');
  });

  it('splits tags', () => {
    expect(buildPublishRequest(buildVideo({ settings: { tags: ' a, b b ,,c' } })).tags).toEqual(['a', 'b b', 'c']);
  });
});
