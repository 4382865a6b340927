import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { defineFunction } from './support/define-function.ts';
import { type LambdaBench, startLambdaBench } from './support/lambda-bench.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let bench: LambdaBench | undefined;

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  bench?.lambda.stop();
  await folder.remove();
});

const start = (
  ...[functions, capacity]: [Parameters<typeof startLambdaBench>[1], Parameters<typeof startLambdaBench>[2]?]
) => {
  bench = startLambdaBench(folder.path, functions, capacity);
  return bench;
};
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('an invocation', () => {
  it('hands the event over and returns what the handler returns, from the same process each time', async () => {
    const { call, lambda } = start([defineFunction('behave')]);
    const first = await call('behave', { do: 'echo', text: 'Grüße 🎬' });
    const second = await call('arn:aws:lambda:us-east-1:000000000000:function:behave', { do: 'echo' });
    const [process] = lambda.listProcesses();
    expect(first.value).toEqual({ event: { do: 'echo', text: 'Grüße 🎬' }, served: 1, pid: process?.pid });
    expect(second.value).toMatchObject({ served: 2, pid: process?.pid });
    expect(lambda.listProcesses()).toEqual([expect.objectContaining({ name: 'behave', invocations: 2 })]);
  });

  it('turns a handler that returns nothing into null', async () => {
    const { call } = start([defineFunction('behave')]);
    expect(await call('behave', { do: 'nothing' })).toEqual({ functionError: undefined, value: null });
  });

  it('ends with null when nothing is left that could go on, whatever the handler waits for', async () => {
    const { call } = start([defineFunction('behave')]);
    expect(await call('behave', { do: 'wait idly', ms: 5_000 })).toEqual({ functionError: undefined, value: null });
    expect((await call('behave', { do: 'sleep', ms: 20 })).value).toEqual({ slept: 20 });
  });

  it('gives the handler a context with its names, its memory and its remaining time', async () => {
    const { call } = start([defineFunction('behave', { timeoutSeconds: 7, memoryMegabytes: 256 })]);
    const { value } = await call('behave', { do: 'context' });
    expect(value).toMatchObject({
      functionName: 'behave',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/behave',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:behave',
    });
    expect(value).toHaveProperty('remainingMs', expect.any(Number));
  });

  it('shows the function its own variables and those of Lambda, and nothing of the host', async () => {
    process.env.SECRET_OF_THE_HOST = 'x';
    const { call } = start([defineFunction('behave', { environment: { TABLE_NAME: 't' } })]);
    const { value } = await call('behave', { do: 'environment' });
    delete process.env.SECRET_OF_THE_HOST;
    expect(Object.keys(Object(value)).sort()).toEqual(
      [
        ...['AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME'],
        ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME'],
        ...['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'AWS_REGION', 'LAMBDA_TASK_ROOT', 'LANG', 'PATH'],
        ...['TABLE_NAME', 'TZ', '_HANDLER', '_X_AMZN_TRACE_ID'],
      ].sort(),
    );
  });

  it('of an unknown function and with an event above 6 MB is refused', async () => {
    const { call } = start([defineFunction('behave')]);
    await expect(call('nobody', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    const event = { do: 'echo', text: 'x'.repeat(6_291_556) };
    await expect(call('behave', event)).rejects.toMatchObject({ code: 'RequestTooLargeException' });
  });

  it('writes what the function prints to its log', async () => {
    const { call } = start([defineFunction('behave')]);
    await call('behave', { do: 'print', text: 'a line of the function' });
    const log = join(folder.path, 'logs/behave.log');
    await waitUntil(() => readFileSync(log, 'utf8').includes('a line of the function'));
  });
});

describe('a function that fails', () => {
  it('by throwing answers with its error, reports it and goes on', async () => {
    const { call, reports } = start([defineFunction('behave')]);
    expect(await call('behave', { do: 'throw' })).toEqual({
      functionError: 'Unhandled',
      value: { errorType: 'RangeError', errorMessage: 'asked to throw', trace: expect.any(Array) },
    });
    expect(reports).toEqual([expect.stringContaining('behave failed')]);
    expect(await call('behave', { do: 'echo' })).toMatchObject({ value: { served: 2 } });
  });

  it.each(['sleep', 'spin'])('by taking too long (%s) is killed at its timeout', async (kind) => {
    const { call, lambda } = start([defineFunction('behave', { timeoutSeconds: 1 })]);
    await call('behave', { do: 'echo' });
    const pid = lambda.listProcesses()[0]?.pid ?? 0;
    const { functionError, value } = await call('behave', { do: kind, ms: 60_000 });
    expect(functionError).toBe('Unhandled');
    expect(value).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
    });
    await waitUntil(() => !isAlive(pid));
    expect(await call('behave', { do: 'echo' })).toMatchObject({ value: { served: 1 } });
  });

  it('by ending its process fails the invocation; the next one gets a new process', async () => {
    const { call } = start([defineFunction('behave')]);
    const { functionError, value } = await call('behave', { do: 'exit', code: 3 });
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    expect(await call('behave', { do: 'echo' })).toMatchObject({ value: { served: 1 } });
  });

  it('by an error outside of the handler answers with that error and gets a new process', async () => {
    const { call } = start([defineFunction('behave')]);
    const { value } = await call('behave', { do: 'throw-later' });
    expect(value).toMatchObject({ errorType: 'Error', errorMessage: 'thrown by a timer' });
    expect(await call('behave', { do: 'echo' })).toMatchObject({ value: { served: 1 } });
  });

  it('by being killed with -9 in the middle fails the invocation', async () => {
    const { call, lambda } = start([defineFunction('behave')]);
    const running = call('behave', { do: 'sleep', ms: 60_000 });
    await waitUntil(() => lambda.listProcesses()[0]?.state === 'busy');
    process.kill(lambda.listProcesses()[0]?.pid ?? 0, 'SIGKILL');
    const { functionError, value } = await running;
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({ errorMessage: expect.stringContaining('signal: killed') });
  });

  it('by a result above 6 MB answers with the error of Lambda', async () => {
    const { call } = start([defineFunction('behave')]);
    const { value } = await call('behave', { do: 'big', bytes: 6_300_000 });
    expect(value).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
    expect(await call('behave', { do: 'big', bytes: 6_200_000 })).toMatchObject({ functionError: undefined });
  });

  it('while it is loaded fails the invocation that started it', async () => {
    const { call } = start([
      defineFunction('broken'),
      defineFunction('behave', { name: 'no-export', handler: 'index.missing' }),
      defineFunction('behave', { name: 'no-file', handler: 'other.handler' }),
    ]);
    expect((await call('broken', {})).value).toMatchObject({ errorMessage: 'broken while loading' });
    expect((await call('no-export', {})).value).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
    expect((await call('no-file', {})).value).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });

  it('because its code is only in AWS says so', async () => {
    const { call } = start([defineFunction('behave', { taskRoot: undefined })]);
    expect((await call('behave', {})).value).toMatchObject({
      errorMessage: expect.stringContaining('not part of the assembly'),
    });
  });
});

describe('capacity', () => {
  it('of one function: events beyond it wait for their turn', async () => {
    const { call, lambda } = start([defineFunction('behave')], { maxPerFunction: 2 });
    const most: number[] = [];
    const watch = setInterval(() => most.push(lambda.listProcesses().length), 5);
    const results = await Promise.all(Array.from({ length: 6 }, () => call('behave', { do: 'sleep', ms: 200 })));
    clearInterval(watch);
    expect(results.map(({ value }) => value)).toEqual(Array.from({ length: 6 }, () => ({ slept: 200 })));
    expect(Math.max(...most)).toBe(2);
  });

  it('that the template reserves goes before it', async () => {
    const { call, lambda } = start([defineFunction('behave', { reservedConcurrency: 1 })]);
    await Promise.all([1, 2, 3].map(() => call('behave', { do: 'sleep', ms: 100 })));
    expect(lambda.listProcesses()).toHaveLength(1);
  });

  it('of all together: an idle environment makes room, a busy one is waited for', async () => {
    const [one, two] = [defineFunction('behave', { name: 'one' }), defineFunction('behave', { name: 'two' })];
    const { call, lambda } = start([one, two], { maxEnvironments: 1 });
    await call('one', { do: 'echo' });
    const slow = call('two', { do: 'sleep', ms: 300 });
    await waitUntil(() => lambda.listProcesses().some(({ name, state }) => name === 'two' && state === 'busy'));
    expect(lambda.listProcesses()).toHaveLength(1);
    expect((await call('one', { do: 'echo' })).value).toMatchObject({ served: 1 });
    expect((await slow).value).toEqual({ slept: 300 });
  });

  it('is not used where one process is enough', async () => {
    const { call, lambda } = start([defineFunction('behave')]);
    for (let index = 0; index < 20; index += 1) await call('behave', { do: 'echo' });
    expect(lambda.listProcesses()).toHaveLength(1);
  });

  it('comes back from idle environments in time', async () => {
    const { call, lambda } = start([defineFunction('behave')], {
      reaping: { graceSeconds: 0, maxIdleSeconds: 600, maxIdlePerFunction: 0, maxIdleMegabytes: 10_000 },
    });
    await call('behave', { do: 'echo' });
    await waitUntil(() => lambda.listProcesses().length === 0);
  });

  it('is given back by whoever no longer wants to wait', async () => {
    const { lambda, call } = start([defineFunction('behave')], { maxPerFunction: 1 });
    const slow = call('behave', { do: 'sleep', ms: 300 });
    await waitUntil(() => lambda.listProcesses()[0]?.state === 'busy');
    const impatient = new AbortController();
    const waiting = lambda.invoke('behave', '{"do":"echo"}', impatient.signal);
    impatient.abort();
    await expect(waiting).rejects.toThrow();
    await slow;
    expect((await call('behave', { do: 'echo' })).value).toMatchObject({ served: 2 });
  });
});

describe('stopping', () => {
  it('ends every process', async () => {
    const { call, lambda } = start([defineFunction('behave')]);
    await call('behave', { do: 'echo' });
    const pid = lambda.listProcesses()[0]?.pid ?? 0;
    lambda.stop();
    await waitUntil(() => !isAlive(pid));
    expect(lambda.listProcesses()).toEqual([]);
  });
});
