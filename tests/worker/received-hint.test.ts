import { describe, expect, it } from '@jest/globals';
import { parseHint } from '../../shared/worker/received-hint.ts';

const queues = {
  youtube: 'http://127.0.0.1:4000/000000000000/hopper-local-publish-youtube',
  tiktok: 'https://sqs/tiktok',
  instagram: 'https://sqs/instagram',
};
const record = (body: string, queue = 'hopper-local-publish-youtube') => ({
  messageId: 'm',
  receiptHandle: 'receipt',
  body,
  eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
  attributes: { ApproximateReceiveCount: 3 },
});

describe('a message of a publish queue', () => {
  it('names a post, its platform and how often it came', () => {
    expect(parseHint(record('{"ownerId":"o","postId":"p"}'), queues)).toEqual({
      key: { ownerId: 'o', postId: 'p' },
      platform: 'youtube',
      receiptHandle: 'receipt',
      receiveCount: 3,
    });
  });

  it.each(['', 'null', '{}', '{"ownerId":"","postId":"p"}', '{"ownerId":"o"}'])('%j is refused', (body) => {
    expect(() => parseHint(record(body), queues)).toThrow();
  });

  it('of a queue that no platform has is refused', () => {
    expect(() => parseHint(record('{"ownerId":"o","postId":"p"}', 'other'), queues)).toThrow('No platform');
  });
});
