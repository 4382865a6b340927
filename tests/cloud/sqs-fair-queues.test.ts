import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import fc from '../support/fast-check.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

let clock = Date.parse('2027-06-01T12:00:00Z');
let service: RunningService;
let sqs: SQSClient;
let queues = 0;

beforeAll(async () => {
  service = await startSqs({ port: 0, dataDir: makeFolder(), now: () => clock });
  sqs = new SQSClient(clientConfig(service.url));
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

async function newQueue(client = sqs): Promise<string> {
  queues += 1;
  const Attributes = { VisibilityTimeout: '60' };
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: `fair-${queues}`, Attributes }));
  return QueueUrl ?? '';
}

type Options = Partial<SendMessageCommandInput>;
const send = (QueueUrl: string, MessageGroupId: string | undefined, options: Options = {}, client = sqs) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody: MessageGroupId ?? 'none', MessageGroupId, ...options }));

/** Gives one group a backlog. */
async function pile(QueueUrl: string, MessageGroupId: string, count: number, client = sqs): Promise<void> {
  for (let sent = 0; sent < count; sent += 10) {
    const entry = (_: unknown, n: number) => ({ Id: `${n}`, MessageBody: MessageGroupId, MessageGroupId });
    const Entries = Array.from({ length: Math.min(10, count - sent) }, entry);
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function receive(QueueUrl: string, MaxNumberOfMessages = 1, client = sqs): Promise<Message[]> {
  const ask = { QueueUrl, MaxNumberOfMessages, MessageSystemAttributeNames: ['MessageGroupId' as const] };
  return (await client.send(new ReceiveMessageCommand(ask))).Messages ?? [];
}
const groupOf = ({ Attributes }: Message) => Attributes?.MessageGroupId;
const remove = (QueueUrl: string, { ReceiptHandle }: Message) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

/** The groups of the next messages, each of them done before the next one is taken, as by a single consumer. */
async function serveOneByOne(QueueUrl: string, count: number): Promise<unknown[]> {
  const served: unknown[] = [];
  for (let n = 0; n < count; n += 1) {
    for (const message of await receive(QueueUrl)) {
      served.push(groupOf(message));
      await remove(QueueUrl, message);
    }
  }
  return served;
}

describe('the group of a message', () => {
  const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

  it('is a system attribute of what is received, with every character that AWS allows', async () => {
    const queue = await newQueue();
    const group = `azAZ09${punctuation}`.padEnd(128, 'x');
    await send(queue, group);
    expect((await receive(queue)).map(groupOf)).toEqual([group]);
  });

  it.each([
    ['no character', ''],
    ['129 characters', 'x'.repeat(129)],
    ['a space', 'a b'],
    ['a letter beyond ASCII', 'é'],
    ['a line break', 'a\n'],
  ])('is refused with %s', async (_, group) => {
    const queue = await newQueue();
    await expect(send(queue, group, { MessageBody: 'x' })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const Entries = [
      { Id: 'bad', MessageBody: 'x', MessageGroupId: group },
      { Id: 'good', MessageBody: 'x', MessageGroupId: 'g' },
    ];
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
    expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }]);
    expect((await receive(queue, 10)).map(groupOf)).toEqual(['g']);
  });

  it('goes together with a delay, which only FIFO queues refuse', async () => {
    const queue = await newQueue();
    await send(queue, 'late', { DelaySeconds: 900 });
    expect(await receive(queue)).toEqual([]);
    clock += 900_000;
    expect((await receive(queue)).map(groupOf)).toEqual(['late']);
  });
});

describe('a group with a backlog', () => {
  it('waits for those that have nothing in flight', async () => {
    const queue = await newQueue();
    await pile(queue, 'busy', 50);
    await receive(queue, 10);
    await send(queue, 'quiet');
    await send(queue, undefined);
    const next = [...(await receive(queue)), ...(await receive(queue)), ...(await receive(queue))];
    const groups = next.map(groupOf);
    expect(groups.slice(0, 2).sort()).toEqual(['quiet', undefined]);
    expect(groups[2]).toBe('busy');
  });

  it('takes turns with another one even where there is a single consumer', async () => {
    const queue = await newQueue();
    await pile(queue, 'a', 20);
    await pile(queue, 'b', 5);
    const served = await serveOneByOne(queue, 10);
    expect(served.filter((group) => group === 'b')).toHaveLength(5);
    expect(await serveOneByOne(queue, 20)).toHaveLength(15);
  });

  it('is not starved by one that always has something new', async () => {
    const queue = await newQueue();
    await pile(queue, 'backlog', 10);
    let served = 0;
    for (let n = 0; n < 20; n += 1) {
      await send(queue, 'steady');
      served += (await serveOneByOne(queue, 1)).filter((group) => group === 'backlog').length;
    }
    expect(served).toBe(10);
  });

  it('counts as in flight what a consumer hides for longer, and no more what it gives back or has used up', async () => {
    const queue = await newQueue();
    await pile(queue, 'held', 2);
    const [hidden] = await receive(queue);
    const hide = (VisibilityTimeout: number) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue,
          ReceiptHandle: hidden?.ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    await hide(600);
    clock += 61_000;
    await pile(queue, 'other', 4);
    // One of `held` is in flight, so `other` goes first, until as many of it are.
    expect((await receive(queue, 2)).map(groupOf)).toEqual(['other', 'held']);
    await hide(0);
    expect((await receive(queue, 3)).map(groupOf)).toEqual(['other', 'held', 'other']);
    clock += 61_000;
    // Everything has become visible again: nobody has anything in flight.
    expect((await receive(queue, 10)).map(groupOf).sort()).toEqual([
      'held',
      'held',
      'other',
      'other',
      'other',
      'other',
    ]);
  });
});

it('every message comes from a group that no waiting group has fewer in flight of', async () => {
  const op = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('send'), group: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('receive') }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'expire'), at: fc.nat(20) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 5, maxLength: 40 }), async (ops) => {
      const queue = await newQueue();
      const waiting = new Map([...'abc'].map((group) => [group, 0]));
      let taken: Message[] = [];
      const inFlight = (group: string) => taken.filter((message) => groupOf(message) === group).length;
      const add = (group = '', count = 1) => waiting.set(group, (waiting.get(group) ?? 0) + count);
      for (const step of ops) {
        if (step.kind === 'send' && 'group' in step) {
          await send(queue, step.group);
          add(step.group);
        }
        if (step.kind === 'receive') {
          const candidates = [...waiting].filter(([, count]) => count > 0).map(([group]) => group);
          const [message] = await receive(queue);
          expect(message !== undefined).toBe(candidates.length > 0);
          if (!message) continue;
          const group = groupOf(message) ?? '';
          expect(inFlight(group)).toBe(Math.min(...candidates.map(inFlight)));
          add(group, -1);
          taken.push(message);
        }
        if (step.kind === 'delete' && 'at' in step) {
          const [message] = taken.splice(step.at % Math.max(1, taken.length), 1);
          if (message) await remove(queue, message);
        }
        if (step.kind === 'expire') {
          clock += 61_000;
          for (const message of taken) add(groupOf(message));
          taken = [];
        }
      }
    }),
    { numRuns: 25 },
  );
});

it('remembers after kill -9 who has how many in flight and whose turn it is', async () => {
  const dataDir = makeFolder();
  const start = () => startProcess('local/cloud/sqs/start-sqs.ts', 'startSqs({ port: 0, dataDir })', dataDir);
  const first = await start();
  const before = new SQSClient(clientConfig(first.url));
  const oldUrl = await newQueue(before);
  await pile(oldUrl, 'busy', 30, before);
  await receive(oldUrl, 4, before);
  await pile(oldUrl, 'alpha', 2, before);
  await pile(oldUrl, 'beta', 2, before);
  expect((await receive(oldUrl, 1, before)).map(groupOf)).toEqual(['alpha']);
  await first.kill();
  before.destroy();

  const second = await start();
  const after = new SQSClient(clientConfig(second.url));
  const queue = oldUrl.replace(first.url, second.url);
  const next: unknown[] = [];
  for (let n = 0; n < 4; n += 1) next.push(...(await receive(queue, 1, after)).map(groupOf));
  expect(next).toEqual(['beta', 'alpha', 'beta', 'busy']);
  after.destroy();
  await second.kill();
});
