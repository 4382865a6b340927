import { describe, expect, it } from '@jest/globals';
import { uploadRoutes } from '../../shared/contract/routes/video-uploads.ts';
import { importRecordId, videoNameOf, whyNoVideo } from '../../shared/domain/transfers/import-file.ts';
import fc from '../support/fast-check.ts';

describe('the name of a video from Drive', () => {
  it.each([
    ['trip.mp4', 'video/mp4', 'trip.mp4', 'video/mp4'],
    ['Trip.MOV', 'video/quicktime', 'Trip.MOV', 'video/quicktime'],
    ['trip', 'video/mp4', 'trip.mp4', 'video/mp4'],
    ['trip.final', 'video/quicktime', 'trip.final.mov', 'video/quicktime'],
    ['a/b: c.mp4', 'application/octet-stream', 'a/b: c.mp4', 'video/mp4'],
    ['trip.mov', 'application/octet-stream', 'trip.mov', 'video/quicktime'],
    ['trip.mov', 'video/mp4', 'trip.mov', 'video/mp4'],
  ])('%j of type %s becomes %j of type %s', (name, mimeType, filename, contentType) => {
    expect(videoNameOf({ name, mimeType })).toEqual({ filename, contentType });
  });

  it.each([
    ['trip.avi', 'video/x-msvideo'],
    ['mp4', 'application/octet-stream'],
    ['notes.txt', 'text/plain'],
  ])('%j of type %s is none', (name, mimeType) => {
    expect(videoNameOf({ name, mimeType })).toBeUndefined();
  });

  it('is always one that an uploaded video may have', () => {
    const { filename: schema } = uploadRoutes.addVideo.body.shape;
    const names = fc.string({ unit: 'binary', maxLength: 400 });
    const extensions = fc.constantFrom('', '.mp4', '.MOV');
    const types = fc.constantFrom('video/mp4', 'video/quicktime');
    fc.assert(
      fc.property(names, extensions, types, (stem, extension, mimeType) => {
        expect(schema.safeParse(videoNameOf({ name: `${stem}${extension}`, mimeType })?.filename).success).toBe(true);
      }),
    );
  });
});

describe('what cannot become a video', () => {
  const file = { name: 'trip.mp4', mimeType: 'video/mp4', sizeBytes: 10 };

  it.each([
    [{}, undefined],
    [{ name: 'notes.txt', mimeType: 'text/plain' }, 'not_a_video'],
    [{ name: 'clips.mp4', mimeType: 'application/vnd.google-apps.folder', sizeBytes: null }, 'not_a_video'],
    [{ name: 'clip.mp4', mimeType: 'application/vnd.google-apps.vid' }, 'not_a_video'],
    [{ sizeBytes: 0 }, 'empty_file'],
    [{ sizeBytes: 256 * 1024 ** 3 }, undefined],
    [{ sizeBytes: 256 * 1024 ** 3 + 1 }, 'video_too_large'],
  ])('%j: %s', (change, reason) => {
    expect(whyNoVideo({ ...file, ...change })).toBe(reason);
  });
});

it('remembers bytes of a file, not its name', () => {
  expect(importRecordId('f', { md5: 'a', sha256: 'b' })).toBe(importRecordId('f', { md5: 'a', sha256: null }));
  expect(importRecordId('f', { md5: 'a', sha256: null })).not.toBe(importRecordId('f', { md5: 'c', sha256: null }));
  expect(importRecordId('g', { md5: 'a', sha256: null })).not.toBe(importRecordId('f', { md5: 'a', sha256: null }));
});
