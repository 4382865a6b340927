import { mkdirSync } from 'node:fs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Admission } from '../../local/cloud/lambda/admission.ts';
import { AsyncEvents } from '../../local/cloud/lambda/async-events.ts';
import type { AsyncInvoke } from '../../local/cloud/lambda/async-invoke.ts';
import { EventStore } from '../../local/cloud/lambda/event-store.ts';
import { startInvokeApi } from '../../local/cloud/lambda/invoke-api.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { defineFunction } from './support/define-function.ts';
import { startLambdaBench } from './support/lambda-bench.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await folder.remove();
});

interface Told {
  readonly functionName: string;
  readonly queueArn: string;
  readonly record: Record<string, unknown>;
}

/** Events whose function does what the test says; nothing is waited for between two tries. */
function start(settings: Partial<AsyncInvoke>, handle: (payload: string) => boolean | Promise<boolean>) {
  mkdirSync(`${folder.path}/lambda`, { recursive: true });
  const store = new EventStore(`${folder.path}/lambda`);
  const told: Told[] = [];
  const tried: string[] = [];
  const events = new AsyncEvents({
    lambda: {
      nameOf: (target) => target,
      invoke: async (_name, payload) => {
        tried.push(payload);
        const isDone = await handle(payload);
        return { requestId: 'r', payload: '{"errorMessage":"no"}', ...(!isDone && { functionError: 'Unhandled' }) };
      },
    },
    store,
    tell: async (functionName, queueArn, body) => void told.push({ functionName, queueArn, record: JSON.parse(body) }),
    report: (line) => void tried.push(line),
    delaysMs: [0, 0],
  });
  events.start([{ functionName: 'probe', ...settings }]);
  return { store, events, told, tried };
}

describe('an event that nobody waits for', () => {
  it('is gone once it was handled', async () => {
    const { events, store, tried } = start({}, () => true);
    events.accept('probe', '{"a":1}');
    await waitUntil(() => store.list().length === 0);
    expect(tried).toEqual(['{"a":1}']);
    events.stop();
  });

  it('is tried three times, then laid aside with what it was and why', async () => {
    const { events, store, told, tried } = start({ onFailureArn: 'arn:dead' }, () => false);
    events.accept('probe', '{"a":1}');
    await waitUntil(() => told.length === 1);
    expect(tried).toHaveLength(3);
    expect(store.list()).toEqual([]);
    expect(told).toMatchObject([
      {
        functionName: 'probe',
        queueArn: 'arn:dead',
        record: {
          requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
          requestPayload: { a: 1 },
          responsePayload: { errorMessage: 'no' },
        },
      },
    ]);
    events.stop();
  });

  it('is tried once where its function says so, and told to nobody', async () => {
    const { events, store, told, tried } = start({ retries: 0 }, () => false);
    events.accept('probe', '{}');
    await waitUntil(() => store.list().length === 0);
    expect([tried.length, told.length]).toEqual([1, 0]);
    events.stop();
  });

  it('that has not been handled when the process ends is handled by the next one', async () => {
    const first = start({}, () => new Promise(() => undefined));
    first.events.accept('probe', '{"a":1}');
    await waitUntil(() => first.tried.length === 1);
    first.events.stop();
    const next = start({}, () => true);
    await waitUntil(() => next.tried.length === 1);
    expect(next.tried).toEqual(['{"a":1}']);
    await waitUntil(() => next.store.list().length === 0);
    next.events.stop();
  });

  it('counts its tries over a restart', async () => {
    const first = start({ retries: 1 }, () => false);
    first.store.noteFailure(first.store.add('probe', '{}', Date.now()));
    first.events.stop();
    const next = start({ retries: 1, onFailureArn: 'arn:dead' }, () => false);
    await waitUntil(() => next.told.length === 1);
    expect(next.tried).toHaveLength(1);
    next.events.stop();
  });

  it('that has become too old is laid aside without another try', async () => {
    const first = start({}, () => true);
    first.store.add('probe', '{}', Date.now() - 61_000);
    first.events.stop();
    const next = start({ maxAgeSeconds: 60, onFailureArn: 'arn:dead' }, () => true);
    await waitUntil(() => next.told.length === 1);
    expect(next.told[0]?.record).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
    expect(next.tried).toEqual([]);
    next.events.stop();
  });
});

describe('the Invoke operation', () => {
  const asked: string[][] = [];
  async function startApi(admission: Admission = {}) {
    const { lambda } = startLambdaBench(folder.path, [defineFunction('behave')]);
    const accepted: string[] = [];
    const api = await startInvokeApi(0, {
      lambda,
      events: { accept: (_target, payload) => void accepted.push(payload) },
      ready: Promise.resolve(),
      admit: async (...call) => {
        asked.push(call);
        return admission;
      },
    });
    closing.push(() => lambda.stop(), api.close);
    const clientOf = (accessKeyId: string) => {
      const client = new LambdaClient({
        endpoint: api.url,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey: 'x' },
        maxAttempts: 1,
      });
      closing.push(() => client.destroy());
      return client;
    };
    const send = (accessKeyId: string, InvocationType: 'Event' | 'RequestResponse', event: object) =>
      clientOf(accessKeyId).send(
        new InvokeCommand({ FunctionName: 'behave', InvocationType, Payload: JSON.stringify(event) }),
      );
    return { accepted, send };
  }

  it('takes an event and answers 202', async () => {
    const { accepted, send } = await startApi();
    expect(await send('local.account', 'Event', { a: 1 })).toMatchObject({ StatusCode: 202 });
    expect(accepted).toEqual(['{"a":1}']);
    expect(asked).toContainEqual(['local.account', 'behave']);
  });

  it('waits for the result when it is asked to', async () => {
    const { send } = await startApi();
    const { Payload } = await send('local', 'RequestResponse', { do: 'echo' });
    expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ event: { do: 'echo' } });
  });

  it('refuses a function without the right', async () => {
    const { accepted, send } = await startApi({ refusal: 'not authorized' });
    await expect(send('local.videos', 'Event', {})).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(accepted).toEqual([]);
  });

  it.each([
    ['fails before anything happens', { status: 500 }, 'ServiceException', 0],
    ['fails although it has taken the event', { status: 500, afterEffect: true }, 'ServiceException', 1],
    ['breaks off', { dropConnection: 'before' as const }, 'Error', 0],
  ])('%s, as it is told to', async (_what, fault, name, taken) => {
    const { accepted, send } = await startApi({ fault });
    await expect(send('local.account', 'Event', {})).rejects.toMatchObject({ name });
    expect(accepted).toHaveLength(taken);
  });

  it('takes an event that is then lost', async () => {
    const { accepted, send } = await startApi({ fault: { isLost: true } });
    expect(await send('local.account', 'Event', {})).toMatchObject({ StatusCode: 202 });
    expect(accepted).toEqual([]);
  });
});
