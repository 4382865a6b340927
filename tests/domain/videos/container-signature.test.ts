import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isVideoContainer } from '../../../shared/domain/videos/container-signature.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
const box = (type: string, brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(type + brand), Buffer.alloc(12)]);

describe('isVideoContainer', () => {
  it.each(['clip-h264-aac.mp4', 'clip-moov-last.mov'])('knows %s', (name) => {
    expect(isVideoContainer(fixture(name))).toBe(true);
  });

  it.each(['moov', 'mdat', 'wide', 'free'])('knows QuickTime that begins with %s', (type) => {
    expect(isVideoContainer(box(type, '    '))).toBe(true);
  });

  it.each([
    ['a picture in the same container', box('ftyp', 'heic')],
    ['sound in the same container', box('ftyp', 'M4A ')],
    ['text', Buffer.from('<!doctype html><title>video.mp4</title>')],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1])],
    ['Matroska', Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(64)],
  ])('refuses %s', (_name, head) => {
    expect(isVideoContainer(head)).toBe(false);
  });
});
