import { expect, it } from '@jest/globals';
import { correlation } from '../../shared/domain/watch/correlation.ts';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';

/** An event as Lambda makes it of these messages. */
function eventOf(...bodies: string[]) {
  return {
    Records: bodies.map((body) => ({
      messageId: `id-of-${body}`,
      receiptHandle: `receipt-of-${body}`,
      body,
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:a-queue',
      attributes: { ApproximateReceiveCount: '1' },
    })),
  };
}

// What Lambda's context has beside that is of no interest here.
const context = { getRemainingTimeInMillis: () => 60_000 } as never;

it('says that nothing failed instead of saying nothing, which Lambda would take for success as well', async () => {
  const handler = consumeQueue(async () => undefined);
  expect(await handler(eventOf('one', 'two'), context)).toEqual({ batchItemFailures: [] });
});

it('reports exactly the messages that failed, by their own ids: a wrong one would bring the whole batch again', async () => {
  const handler = consumeQueue(async ({ body }) => {
    if (body !== 'good') throw body === 'bad' ? new Error('no') : 'not even an error';
  });
  expect(await handler(eventOf('bad', 'good', 'odd'), context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'id-of-bad' }, { itemIdentifier: 'id-of-odd' }],
  });
});

it('one that throws before there is a promise is reported like the others', async () => {
  const handler = consumeQueue(({ body }) => {
    JSON.parse(body);
    return Promise.resolve();
  });
  const failures = [{ itemIdentifier: 'id-of-no JSON' }];
  expect(await handler(eventOf('1', 'no JSON'), context)).toEqual({ batchItemFailures: failures });
});

it('one that fails does not keep the others from being handled', async () => {
  const handled: string[] = [];
  const handler = consumeQueue(async ({ body }) => {
    if (body === 'bad') throw new Error('no');
    await Promise.resolve();
    handled.push(body);
  });
  await handler(eventOf('bad', 'second', 'third'), context);
  expect(handled).toEqual(['second', 'third']);
});

it('what it cannot read at all fails as a whole, so that it comes again', async () => {
  const handler = consumeQueue(async () => undefined);
  await expect(handler({ Records: [{ messageId: 'x' }] }, context)).rejects.toThrow();
});

it('each message is handled, and its failure logged, in the name of the request that it was sent for', async () => {
  const lines: unknown[] = [];
  const log = {
    error: (_message: string, { messageId }: object & { messageId?: unknown }) =>
      void lines.push({ messageId, ...correlation() }),
  };
  const handled: unknown[] = [];
  const handler = consumeQueue(async ({ body }) => {
    await Promise.resolve();
    handled.push({ body, ...correlation() });
    if (body.includes('bad')) throw new Error('no');
  }, log);
  const bodies = ['{"correlationId":"a"}', '{"correlationId":"b","bad":1}', '{"correlationId":7}', 'no JSON'];
  await handler(eventOf(...bodies), context);
  expect(handled).toEqual([
    { body: bodies[0], correlationId: 'a' },
    { body: bodies[1], correlationId: 'b' },
    { body: bodies[2] },
    { body: bodies[3] },
  ]);
  expect(lines).toEqual([{ messageId: `id-of-${bodies[1]}`, correlationId: 'b' }]);
});
