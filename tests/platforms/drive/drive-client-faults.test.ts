import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import { errorTable } from '../../../shared/platforms/google-drive/error-table.ts';
import { sendOverHttp } from '../../../shared/platforms/send.ts';
import { makeBytes } from '../youtube-sim-world.ts';
import { type ClientWorld, readAll, startClientWorld } from './drive-client-world.ts';

const block = 262_144;
let world: ClientWorld;
let ada: DriveApi;
beforeAll(async () => {
  world = await startClientWorld({ drive: { dailyUploadBytes: 10_000_000, storageByAccount: { cleo: 600_000 } } });
  ada = (await world.driveOf('ada')).api;
});
afterAll(() => world.close());
afterEach(() => world.control('DELETE', '/faults'));

const errorOf = async (doing: Promise<unknown>): Promise<PlatformError> => {
  const error = await doing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PlatformError) return error;
  throw new Error(`No PlatformError: ${error}`);
};

describe('an error', () => {
  it.each(Object.entries(errorTable))('%s means what the table says', async (reason, { kind, message }) => {
    const status = ['internalError', 'backendError', 'transientError'].includes(reason) ? 500 : 403;
    await world.fault('files.create', { kind: 'status', status, reason });
    const error = await errorOf(ada.create(await world.newFile(ada)));
    expect([error.kind, error.causeCode, error.userMessage]).toEqual([kind, reason, message]);
  });

  it.each([
    [{ kind: 'status', status: 403, reason: 'quiteNew' }, 'rejected', 'quiteNew', undefined],
    [{ kind: 'status', status: 429, retryAfter: 77 }, 'rate_limited', 'rateLimitExceeded', 77],
    [
      { kind: 'status', status: 403, reason: 'rateLimitExceeded', retryAfter: 9 },
      'rate_limited',
      'rateLimitExceeded',
      9,
    ],
    [{ kind: 'status', status: 403, reason: 'downloadQuotaExceeded' }, 'transient', 'downloadQuotaExceeded', 86_400],
    [{ kind: 'status', status: 502 }, 'transient', 'http_502', undefined],
    [{ kind: 'status', status: 503, reason: 'storageQuotaExceeded' }, 'transient', 'storageQuotaExceeded', undefined],
    [{ kind: 'before-effect' }, 'transient', 'unreachable', undefined],
    [{ kind: 'half-answer' }, 'transient', 'unreachable', undefined],
    [{ kind: 'stall' }, 'transient', 'unreachable', undefined],
  ])('%j is told as %s, %s', async (rule, kind, causeCode, retryAfterSeconds) => {
    await world.fault('files.list', rule);
    const error = await errorOf(ada.list({ pageSize: 1 }));
    expect([error.kind, error.causeCode, error.retryAfterSeconds]).toEqual([kind, causeCode, retryAfterSeconds]);
  });

  it('whatever is cut by its caller is no error of the platform', async () => {
    await world.fault('files.get', { kind: 'stall' });
    const cut = new AbortController();
    const looking = ada.find('root', cut.signal);
    const reason = new Error('the turn is over');
    setImmediate(() => cut.abort(reason));
    await expect(looking).rejects.toBe(reason);
  });
});

describe('a token', () => {
  it('that is refused is renewed once', async () => {
    const { api, refused } = await world.driveOf('ben');
    for (const operation of ['about.get', 'files.create', 'upload.open', 'files.download'] as const) {
      const id = await world.uploadBy(api, makeBytes(10));
      await world.fault(operation, { kind: 'token-revoked' });
      const doing = {
        'about.get': () => api.about(),
        'files.create': async () => api.create(await world.newFile(api)),
        'upload.open': async () => api.beginUpload(await world.newFile(api), 10),
        'files.download': async () => readAll(await api.download(id, 0, 9)),
      }[operation];
      await doing();
    }
    expect(refused).toHaveLength(4);
  });

  it('that is refused again needs its user', async () => {
    const { api, refused } = await world.driveOf('ben');
    await world.fault('about.get', { kind: 'status', status: 401, reason: 'authError', count: 2 });
    expect((await errorOf(api.about())).kind).toBe('reauthorize');
    expect(refused).toHaveLength(1);
  });

  it('that may only read changes nothing', async () => {
    const { api } = await world.driveOf('ada', ['drive.readonly']);
    const id = await world.uploadBy(ada, makeBytes(10));
    expect(await readAll(await api.download(id, 0, 9))).toHaveLength(10);
    const error = await errorOf(api.trash(id));
    expect([error.kind, error.causeCode]).toEqual(['reauthorize', 'insufficientPermissions']);
  });

  it('goes nowhere but to the API, and the bytes neither', async () => {
    const { api } = await world.driveOf('ada', ['drive'], {
      send: async (request) => {
        const answer = await sendOverHttp(request);
        const headers = { ...answer.headers, location: 'https://evil.example/upload?upload_id=1' };
        return request.url.pathname.includes('/upload/') ? { ...answer, headers } : answer;
      },
    });
    const error = await errorOf(api.beginUpload(await world.newFile(api), 10));
    expect(error.causeCode).toBe('unexpected_session_host');
    const bytes = makeBytes(10);
    const foreign = 'https://evil.example/upload?upload_id=1';
    expect(await api.sendChunk(foreign, world.chunk(bytes))).toEqual({ state: 'gone' });
    expect(await api.askUpload(foreign, 10)).toEqual({ state: 'gone' });
  });
});

describe('a download', () => {
  let id: string;
  const bytes = makeBytes(400_000);
  beforeAll(async () => {
    id = await world.uploadBy(ada, bytes);
  });

  it.each([
    [{ kind: 'short-answer', bytes: 1000 }, 'short_body'],
    [{ kind: 'short-answer', bytes: 0 }, 'short_body'],
    [{ kind: 'cut-answer-after', bytes: 100_000 }, 'unreachable'],
  ])('with %j does not end as if it were whole', async (rule, causeCode) => {
    await world.fault('files.download', rule);
    const error = await errorOf(readAll(await ada.download(id, 0, bytes.length - 1)));
    expect([error.kind, error.causeCode]).toEqual(['transient', causeCode]);
  });

  it('of a file that became shorter says so', async () => {
    for (const [start, end] of [
      [0, bytes.length],
      [bytes.length, bytes.length + 5],
    ] as const) {
      expect((await errorOf(ada.download(id, start, end))).causeCode).toBe('requestedRangeNotSatisfiable');
    }
  });

  it('that is given up by its reader fails with that reason', async () => {
    await world.fault('files.download', { kind: 'slow', bytesPerSecond: 50_000 });
    const cut = new AbortController();
    const body = await ada.download(id, 0, bytes.length - 1, cut.signal);
    const reading = readAll(body);
    const reason = new Error('the turn is over');
    body.once('data', () => cut.abort(reason));
    await expect(reading).rejects.toBe(reason);
  });

  it('ends its connection when nobody reads on', async () => {
    await world.fault('files.download', { kind: 'slow', bytesPerSecond: 50_000 });
    const body = await ada.download(id, 0, bytes.length - 1);
    for await (const _piece of body) break;
    expect(body.destroyed).toBe(true);
    expect((await ada.find(id))?.sizeBytes).toBe(bytes.length);
  });

  it.each(['cannotDownloadAbusiveFile', 'downloadQuotaExceeded'])('is refused with %s', async (reason) => {
    const odd = await world.uploadBy(ada, makeBytes(10));
    const oddity = reason === 'cannotDownloadAbusiveFile' ? 'abusive' : 'downloadQuotaExceeded';
    await world.oddly(odd, { oddities: [oddity] });
    expect((await errorOf(ada.download(odd, 0, 9))).causeCode).toBe(reason);
  });
});

describe('an upload', () => {
  const bytes = makeBytes(2 * block + 9);
  const begin = async (api = ada) => {
    const file = await world.newFile(api);
    return { file, session: await api.beginUpload(file, bytes.length) };
  };

  it('goes on where a chunk was cut, or only kept in part', async () => {
    const { session } = await begin();
    await world.fault('upload.bytes', { kind: 'cut-body-after', bytes: block + 5 });
    expect((await errorOf(ada.sendChunk(session, world.chunk(bytes)))).causeCode).toBe('unreachable');
    expect(await ada.askUpload(session, bytes.length)).toEqual({ state: 'open', receivedBytes: block });
    await world.fault('upload.bytes', { kind: 'partly-stored', bytes: block });
    const partly = await ada.sendChunk(session, world.chunk(bytes, block));
    expect(partly).toEqual({ state: 'open', receivedBytes: 2 * block });
    expect((await ada.sendChunk(session, world.chunk(bytes, 2 * block))).state).toBe('finished');
  });

  it('whose last answer is lost, or says too little, tells its file when it is asked', async () => {
    const { file, session } = await begin();
    await world.fault('upload.bytes', { kind: 'after-effect' });
    expect((await errorOf(ada.sendChunk(session, world.chunk(bytes)))).kind).toBe('transient');
    expect(await ada.askUpload(session, bytes.length)).toMatchObject({ state: 'finished', file: { id: file.id } });
    const other = await begin();
    const terse = new URL(other.session);
    terse.searchParams.set('fields', 'id');
    const answer = await ada.sendChunk(terse.href, world.chunk(bytes));
    expect(answer).toMatchObject({ state: 'finished', file: { id: other.file.id, sizeBytes: bytes.length } });
  });

  it.each([404, 410])('whose session is lost with %s is gone', async (status) => {
    const { session } = await begin();
    await world.fault('upload.bytes', { kind: 'session-lost', status });
    expect(await ada.sendChunk(session, world.chunk(bytes))).toEqual({ state: 'gone' });
    expect(await ada.askUpload(session, bytes.length)).toEqual({ state: 'gone' });
  });

  it('that is slowed down keeps its session', async () => {
    const { session } = await begin();
    await world.fault('upload.bytes', { kind: 'status', status: 403, reason: 'userRateLimitExceeded' });
    expect((await errorOf(ada.sendChunk(session, world.chunk(bytes)))).kind).toBe('rate_limited');
    await world.fault('upload.status', { kind: 'status', status: 429 });
    expect((await errorOf(ada.askUpload(session, bytes.length))).kind).toBe('rate_limited');
    expect((await ada.askUpload(session, bytes.length)).state).toBe('open');
  });

  it('into a full Drive is refused at its beginning, or with its last byte', async () => {
    const { api: cleo } = await world.driveOf('cleo');
    const refusal = { kind: 'rejected', causeCode: 'storageQuotaExceeded' };
    const sessions = [(await begin(cleo)).session, (await begin(cleo)).session];
    await cleo.sendChunk(sessions[0] ?? '', world.chunk(bytes));
    await expect(cleo.sendChunk(sessions[1] ?? '', world.chunk(bytes))).rejects.toMatchObject(refusal);
    // What the session keeps saying is no more than that it has ended: there may be room by now.
    expect(await cleo.askUpload(sessions[1] ?? '', bytes.length)).toEqual({ state: 'gone' });
    await expect(begin(cleo)).rejects.toMatchObject(refusal);
  });

  it('above what a day allows looks like any other rate limit', async () => {
    const { api: dana } = await world.driveOf('dana');
    await world.uploadBy(dana, makeBytes(10_000_000));
    const error = await errorOf(world.uploadBy(dana, makeBytes(10)));
    expect([error.kind, error.causeCode]).toEqual(['rate_limited', 'userRateLimitExceeded']);
    await world.advance(86_400);
    await world.uploadBy(dana, makeBytes(10));
  });

  it('passes on why its source failed', async () => {
    const id = await world.uploadBy(ada, bytes);
    await world.fault('files.download', { kind: 'cut-answer-after', bytes: 300_000 });
    const { session } = await begin();
    const body = await ada.download(id, 0, bytes.length - 1);
    const whole = { start: 0, bytes: bytes.length, totalBytes: bytes.length, body };
    expect((await errorOf(ada.sendChunk(session, whole))).causeCode).toBe('unreachable');
    expect(body.destroyed).toBe(true);
  });
});
