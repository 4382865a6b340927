import { describe, expect, it } from '@jest/globals';
import { hasSignatureOf } from '../../../shared/domain/videos/asset-signature.ts';
import fc from '../../support/fast-check.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xdb, 1, 2]);
const png = Buffer.from('89504e470d0a1a0a00', 'hex');

describe('hasSignatureOf', () => {
  it.each([
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['text/vtt', Buffer.from('WEBVTT')],
    ['text/vtt', Buffer.from('\ufeffWEBVTT - a title\n\n')],
    ['application/x-subrip', Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nHi')],
    ['text/xml', Buffer.from('<?xml version="1.0"?><tt/>')],
    ['text/plain', Buffer.from('0:00:01.000,0:00:02.000\nHé')],
    ['application/octet-stream', Buffer.from([0, 1, 2])],
  ])('knows %s', (contentType, head) => {
    expect(hasSignatureOf(contentType, head)).toBe(true);
  });

  it.each([
    ['image/jpeg', png],
    ['image/png', jpeg],
    ['image/png', Buffer.from('<svg/>')],
    ['text/vtt', Buffer.from('WEBVTTX')],
    ['text/vtt', Buffer.from('1\n00:00:01,000 --> 00:00:02,000')],
    ['application/x-subrip', Buffer.from('WEBVTT')],
    ['text/plain', Buffer.from([65, 0, 66])],
  ])('does not take %s at its word', (contentType, head) => {
    expect(hasSignatureOf(contentType, head)).toBe(false);
  });

  it('never takes random bytes for a picture', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(hasSignatureOf('image/png', bytes)).toBe(false);
      }),
    );
  });
});
