import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { createProbe } from '../../functions/media-probe/probe.ts';
import { buildObjectKey } from '../../shared/domain/videos/object-key.ts';

const key = buildObjectKey({ ownerId: 'anna', videoId: 'v1' }, 'random');
const arrival = { detail: { object: { key, size: 5_000 } } };

/** @param size what the bucket says of the object when asked anew */
function probeOf(size: number | undefined) {
  const update = () => Promise.reject(new Error('nothing is known of it'));
  const open = () => Promise.reject(new Error('S3 has no such key, or does not answer.'));
  return createProbe({ videos: { update }, media: { open, size: async () => size } });
}

it('a file that was deleted before it was looked into wakes nobody', async () => {
  await expect(probeOf(undefined)(arrival)).resolves.toBeUndefined();
});

it('one that is there and cannot be read is tried again', async () => {
  await expect(probeOf(5_000)(arrival)).rejects.toThrow('S3 has no such key, or does not answer.');
});

it('one that says nothing, because it was cut off, is noted, so that nobody waits for an answer', async () => {
  const noted: unknown[] = [];
  const update = async (...change: unknown[]) => {
    noted.push(change);
    return undefined;
  };
  const open = async () => Readable.from([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42')]);
  await createProbe({ videos: { update }, media: { open, size: async () => 5_000 } })(arrival);
  expect(noted).toEqual([['anna', 'v1', { isUnreadable: true }]]);
});
