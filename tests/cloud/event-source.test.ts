import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventSourceMapping } from '../../local/cloud/event-sources/event-source-mapping.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type QueueBench, startQueueBench } from './support/queue-bench.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let bench: QueueBench | undefined;

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  await bench?.stop();
  await folder.remove();
});

const start = async (changes?: Partial<EventSourceMapping>, queue?: Parameters<typeof startQueueBench>[2]) => {
  bench = await startQueueBench(folder.path, changes, queue);
  return bench;
};
const describeSeen = () => JSON.stringify(bench?.seen());
const starts = (running: QueueBench) => running.seen().filter((line) => line.at === 'start');
const wishes = (running: QueueBench) => starts(running).flatMap(({ messages }) => messages.map(({ wish }) => wish));

describe('a queue that feeds a function', () => {
  it('hands over messages with their attributes and deletes what is done', async () => {
    const running = await start();
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'probe' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
    };
    const { MessageId } = await running.send({ as: 'done' }, { MessageAttributes });
    running.feed();
    await waitUntil(async () => (await running.countWork()) === 0, describeSeen);
    expect(starts(running)).toEqual([
      {
        at: 'start',
        pid: expect.any(Number),
        messages: [
          {
            messageId: MessageId,
            wish: { as: 'done' },
            receiveCount: 1,
            eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
            messageAttributes: {
              kind: { dataType: 'String', stringValue: 'probe', stringListValues: [], binaryListValues: [] },
              raw: { dataType: 'Binary', binaryValue: 'AP8=', stringListValues: [], binaryListValues: [] },
            },
          },
        ],
      },
    ]);
  });

  it('is waited for: a message that comes while nothing is there is handled', async () => {
    const running = await start();
    running.feed();
    await running.send({ as: 'done', n: 1 });
    await waitUntil(() => wishes(running).length === 1);
    await running.send({ as: 'done', n: 2 });
    await waitUntil(() => wishes(running).length === 2);
  });

  it('gives batches of at most the batch size', async () => {
    const running = await start({ batchSize: 3 });
    await running.sendAll(Array.from({ length: 10 }, (_, n) => ({ as: 'done', n })));
    running.feed();
    await waitUntil(async () => (await running.countWork()) === 0);
    expect(Math.max(...starts(running).map(({ messages }) => messages.length))).toBeLessThanOrEqual(3);
    expect(wishes(running)).toHaveLength(10);
  });

  it('gathers a batch for as long as the window is open', async () => {
    const running = await start({ batchSize: 20, windowSeconds: 2 }, { visibilitySeconds: 30 });
    running.feed();
    await running.sendAll([{ as: 'done', n: 0 }]);
    await running.sendAll(Array.from({ length: 10 }, (_, n) => ({ as: 'done', n: n + 1 })));
    await waitUntil(() => wishes(running).length === 11);
    expect(starts(running)).toHaveLength(1);
  });

  it('runs no more invocations at the same time than it may', async () => {
    const running = await start({ batchSize: 1, maxConcurrency: 2 });
    await running.sendAll(Array.from({ length: 5 }, (_, n) => ({ as: 'slow', ms: 600, n })));
    running.feed();
    await waitUntil(() => running.seen().filter(({ at }) => at === 'end').length === 5, describeSeen);
    let active = 0;
    const levels = running.seen().map(({ at }) => {
      active += at === 'start' ? 1 : -1;
      return active;
    });
    expect(Math.max(...levels)).toBe(2);
    // Nothing was taken before there was room for it: its visibility timeout would have run out while it waited.
    expect(starts(running).every(({ messages }) => messages[0]?.receiveCount === 1)).toBe(true);
  });
});

describe('messages that fail', () => {
  it('one by one come back after their timeout and end in the dead-letter queue; the others of the batch do not', async () => {
    const running = await start();
    await running.sendAll([
      { as: 'done', n: 1 },
      { as: 'failed', n: 2 },
      { as: 'done', n: 3 },
    ]);
    running.feed();
    await waitUntil(async () => (await running.countDead()) === 1, describeSeen);
    expect(await running.countWork()).toBe(0);
    const counts = starts(running).flatMap(({ messages }) =>
      messages.map(({ wish, receiveCount }) => [wish.n, receiveCount]),
    );
    expect(counts.sort()).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
      [3, 1],
    ]);
  });

  it.each(['throw', 'die'])('because the function ends badly (%s) come back all of them', async (as) => {
    const running = await start();
    await running.sendAll([
      { as: 'done', n: 1 },
      { as, n: 2 },
    ]);
    running.feed();
    // The second time each may come in a batch of its own.
    const timesSeen = (n: number) => wishes(running).filter((wish) => wish.n === n).length;
    await waitUntil(() => timesSeen(1) === 2 && timesSeen(2) === 2, describeSeen);
    await waitUntil(async () => (await running.countDead()) >= 1, describeSeen);
  });

  it.each([
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'not-in-the-batch' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['an id under another name', { batchItemFailures: [{ id: 'x' }] }],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a list that is none', { batchItemFailures: 'x' }],
  ])('because the report has %s count as failed all of them', async (_name, report) => {
    const running = await start({}, { maxReceiveCount: 1 });
    await running.send({ as: 'report', report });
    running.feed();
    await waitUntil(async () => (await running.countDead()) === 1, describeSeen);
  });

  it.each([
    ['null', null],
    ['an empty object', {}],
    ['an empty list', { batchItemFailures: [] }],
    ['a null list', { batchItemFailures: null }],
  ])('do not exist when the report is %s', async (_name, report) => {
    const running = await start({}, { maxReceiveCount: 1 });
    await running.send({ as: 'report', report });
    running.feed();
    await waitUntil(async () => (await running.countWork()) === 0, describeSeen);
    expect(await running.countDead()).toBe(0);
  });

  it('are not looked for when the mapping does not ask for a report', async () => {
    const running = await start({ reportsItemFailures: false }, { maxReceiveCount: 1 });
    await running.send({ as: 'failed' });
    running.feed();
    await waitUntil(async () => (await running.countWork()) === 0, describeSeen);
    expect(await running.countDead()).toBe(0);
  });
});

describe('stopping', () => {
  it('in the middle of a batch leaves its messages in the queue', async () => {
    const running = await start({ batchSize: 1 });
    await running.send({ as: 'slow', ms: 60_000 });
    running.feed();
    await waitUntil(() => starts(running).length === 1);
    running.lambda.stop();
    expect(await running.countWork()).toBe(1);
  });
});
