import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { allRoutes } from '../../shared/contract/contract.ts';
import { takesIdempotencyKey } from '../../shared/contract/route-errors.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createMemoryIdempotencyStore } from '../support/memory-idempotency-store.ts';
import { createTestTable } from '../support/test-table.ts';
import { anonymous, signedIn } from './support/build-event.ts';
import { expectError } from './support/expect-answer.ts';
import { countOnce, readCounter, serveCount } from './support/once-world.ts';

const start = 1_700_000_000_000;
const time = { now: start };
const clock = () => time.now;
beforeEach(() => {
  time.now = start;
});

/** What a caller can tell answers apart by. */
const visible = ({ statusCode, headers, body }: HttpAnswer) => {
  const { 'idempotent-replayed': _, ...rest } = headers;
  return { statusCode, headers: rest, body };
};

/** The route in memory; it counts how often its endpoint ran. */
function serveInMemory(endpoint: (run: number) => Promise<unknown> = async (run) => outputOf(run)) {
  const runs = { count: 0 };
  const served = serveCount(createMemoryIdempotencyStore(), clock, () => {
    runs.count += 1;
    return endpoint(runs.count);
  });
  return { ...served, runs };
}
const outputOf = (run: number) => ({ total: run, nonce: `run ${run}`, secret: null });

describe('a key', () => {
  it('makes a second call the first one', async () => {
    const { call, runs } = serveInMemory();
    const first = await call('k');
    const second = await call('k');
    expect(visible(second)).toEqual(visible(first));
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(first.headers['x-total']).toBe('1');
    expect(runs.count).toBe(1);
  });

  it('is nothing to calls without one', async () => {
    const { call, runs } = serveInMemory();
    await call(undefined);
    await call(undefined);
    expect(runs.count).toBe(2);
  });

  it('belongs to its user', async () => {
    const { call, runs } = serveInMemory();
    await call('k');
    await call('k', { authorizer: { ...signedIn, userId: 'user-2' } });
    expect(runs.count).toBe(2);
  });

  it.each([
    ['another body', { by: 2 }],
    ['another path', { params: { name: 'b' } }],
  ])('is refused with %s', async (_case, change) => {
    const { call, runs } = serveInMemory();
    await call('k');
    expectError(await call('k', change), 'idempotency_mismatch');
    expect(runs.count).toBe(1);
  });

  it('does not mind the order of fields', async () => {
    const { call, runs } = serveInMemory();
    await call('k', { body: '{"by":1,"note":"x"}' });
    expect((await call('k', { body: ' {"note":"x", "by":1}' })).statusCode).toBe(201);
    expect(runs.count).toBe(1);
  });

  it('is forgotten after a day', async () => {
    const { call, runs } = serveInMemory();
    await call('k');
    time.now = start + 24 * 3600 * 1000;
    expect((await call('k', { by: 2 })).statusCode).toBe(201);
    expect(runs.count).toBe(2);
  });

  it.each(['', ' ', 'ä', 'a\tb', 'x'.repeat(256)])('is refused as %j', async (key) => {
    const { call, runs } = serveInMemory();
    expect(expectError(await call(key), 'bad_request').message).toContain('Idempotency-Key');
    expect(runs.count).toBe(0);
  });

  it.each(['x', 'x'.repeat(255), '{"a": "b c"}', '8e03978e-40d5-43e8-bc93-6894a57f9324'])('may be %j', async (key) => {
    expect((await serveInMemory().call(key)).statusCode).toBe(201);
  });

  it('is not looked at before caller, CSRF token, site and input are right', async () => {
    const { call, runs } = serveInMemory();
    await call('k');
    expectError(await call('k', { authorizer: anonymous }), 'unauthenticated');
    expectError(await call('k', { headers: { 'x-csrf-token': 'wrong' } }), 'csrf');
    expectError(await call('k', { headers: { 'sec-fetch-site': 'cross-site' } }), 'cross_origin');
    expectError(await call('k', { body: '{}' }), 'invalid_input');
    expectError(await call('fresh', { body: '{}' }), 'invalid_input');
    expect((await call('fresh')).statusCode).toBe(201);
    expect(runs.count).toBe(2);
  });

  it('fails loudly in an area that keeps none', async () => {
    expectError(await serveCount(undefined, clock, async () => outputOf(1)).call('k'), 'internal');
  });
});

describe('what went wrong', () => {
  it('is answered again when it was the caller’s doing', async () => {
    const { call, runs } = serveInMemory(async () => {
      throw new HopperError('nothing_to_post');
    });
    const first = await call('k');
    expectError(first, 'nothing_to_post');
    const second = await call('k');
    expect([second.statusCode, second.body]).toEqual([first.statusCode, first.body]);
    expect(runs.count).toBe(1);
  });

  it.each([
    ['a failure of ours', new TypeError('oops'), 500],
    ['a platform', new HopperError('platform_error'), 502],
    ['something unreachable', new HopperError('unavailable'), 503],
    ['too many requests', new HopperError('too_many_requests'), 429],
  ])('is tried again when it was %s', async (_case, error, status) => {
    const { call } = serveInMemory(async (run) => {
      if (run === 1) throw error;
      return outputOf(run);
    });
    expect((await call('k')).statusCode).toBe(status);
    expect((await call('k')).statusCode).toBe(201);
  });
});

describe('an answer', () => {
  it('keeps no secret', async () => {
    const { call } = serveInMemory(async (run) => ({ ...outputOf(run), secret: 'shown-once' }));
    expect(JSON.parse((await call('k')).body).secret).toBe('shown-once');
    const again = await call('k');
    expect(JSON.parse(again.body)).toEqual({ total: 1, nonce: 'run 1', secret: null });
  });

  it('that is too long is told so, and nothing runs twice', async () => {
    const { call, runs } = serveInMemory(async (run) => ({ ...outputOf(run), nonce: 'x'.repeat(400_000) }));
    expect((await call('k')).statusCode).toBe(201);
    expectError(await call('k'), 'conflict');
    expect(runs.count).toBe(1);
  });

  it('is given although it could not be kept, and the loss is logged', async () => {
    const store = createMemoryIdempotencyStore();
    const failing = { ...store, finish: async () => Promise.reject(new Error('throttled')) };
    const { call, logLines } = serveCount(failing, clock, async () => outputOf(1));
    expect((await call('k')).statusCode).toBe(201);
    expect(logLines).toContainEqual({
      message: 'idempotency key not kept',
      fields: { error: expect.objectContaining({ message: 'throttled' }) },
    });
  });

  it('that does not come is not waited for beyond the end of the function', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { call, runs } = serveInMemory(() => promise);
    const first = call('k');
    const second = call('k');
    time.now = start + 10_000;
    expectError(await second, 'idempotency_in_progress');
    resolve(outputOf(1));
    expect((await first).statusCode).toBe(201);
    expect(runs.count).toBe(1);
  });
});

describe('in DynamoDB', () => {
  let dynamo: Dynoxide;
  let table: Table;
  beforeAll(async () => {
    dynamo = await startDynoxide();
  });
  afterAll(() => dynamo.close());
  beforeEach(async () => {
    table = await createTestTable(dynamo.url);
  });
  const serve = () => serveCount(createIdempotencyStore(table), clock, ({ body }) => countOnce(table, body.by));

  it('50 concurrent calls with one key have one effect and 50 equal answers', async () => {
    // Several processes would each have a handler of their own.
    const handlers = Array.from({ length: 5 }, serve);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => handlers[index % 5]?.call('k')));
    const bodies = new Set(answers.map((answer) => `${answer?.statusCode} ${nonceOf(answer)}`));
    expect(bodies.size).toBe(1);
    expect(answers.filter((answer) => answer?.headers['idempotent-replayed'] === 'true')).toHaveLength(49);
    expect(await readCounter(table)).toBe(1);
  });

  const dying = fileURLToPath(new URL('support/dying-call-process.ts', import.meta.url));
  const callAndDie = (moment: string) =>
    new Promise<string | null>((resolve) => {
      const given = [dying, dynamo.url, table.name, moment, 'k', String(start)];
      execFile(process.execPath, given, (error) => resolve(error?.signal ?? null));
    });

  it('a process that dies before its effect leaves the key to the next call, half a minute later', async () => {
    expect(await callAndDie('before the effect')).toBe('SIGKILL');
    expect(await readCounter(table)).toBe(0);
    time.now = start + 30_000;
    expect((await serve().call('k')).statusCode).toBe(201);
    expect(await readCounter(table)).toBe(1);
  });

  it('a process that dies right after its effect has it done again: endpoints have to stand that', async () => {
    expect(await callAndDie('after the effect')).toBe('SIGKILL');
    time.now = start + 29_999;
    const early = serve().call('k');
    time.now = start + 39_999;
    await early;
    expect(await readCounter(table)).toBe(2);
  });

  it('a process that dies once the answer is kept changes nothing any more', async () => {
    expect(await callAndDie('after the answer was kept')).toBe('SIGKILL');
    const answer = await serve().call('k');
    expect(answer).toMatchObject({ statusCode: 201, headers: { 'idempotent-replayed': 'true' } });
    expect(JSON.parse(answer.body)).toMatchObject({ total: 1, secret: null });
    expect(await readCounter(table)).toBe(1);
  });
});

describe('the contract', () => {
  it('takes keys on every POST of a signed-in user and nowhere else', () => {
    for (const route of allRoutes) {
      expect(takesIdempotencyKey(route)).toBe(
        route.method === 'POST' && route.access === 'session' && route.setsSession === undefined,
      );
    }
  });
});

function nonceOf(answer: HttpAnswer | undefined): unknown {
  return JSON.parse(answer?.body ?? '{}').nonce;
}
