import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, makeBytes, put, type Reply, startWorld, video, type World } from './youtube-sim-world.ts';

const block = 262_144;
let world: World;
let token: string;
beforeAll(async () => {
  const youtube = { dailyInserts: 10_000, channelDailyUploads: 10_000, processingSeconds: 10 };
  world = await startWorld({ accessTokenSeconds: 30 * 86_400, youtube });
  token = await world.signIn();
});
afterAll(() => world.close());
afterEach(() => world.control('DELETE', '/faults'));

const on = (operation: string, fault: Record<string, unknown>, platform = 'youtube') =>
  world.faults({ platform, operation, ...fault });
const channels = (own = token) => world.api(own, 'GET', '/youtube/v3/channels?part=id&mine=true');
const start = async (bytes: number, title: string) =>
  String((await world.open(token, bytes, video({ title }))).headers.location);
const rowsOf = async (title: string) => (await world.ledger()).filter((row) => row.title === title);
const reason = (reply: Reply) => [reply.status, reply.json?.error?.errors?.[0]?.reason];
const lost = (sending: Promise<Reply>) => expect(sending).rejects.toThrow();

describe('rules', () => {
  it.each([
    [{ kind: 'status', status: 503, surprise: true }],
    [{ kind: 'status' }],
    [{ kind: 'status', status: 200 }],
    [{ kind: 'delay', ms: -1 }],
    [{ kind: 'nonsense' }],
    [{ kind: 'before-effect', count: 0 }],
    [{ kind: 'before-effect', probability: 2 }],
    [{ kind: 'session-lost', status: 403 }],
  ])('refuses %j', async (fault) => {
    const reply = await on('channels.list', fault);
    expect([reply.status, typeof reply.json.error.message]).toEqual([400, 'string']);
  });

  it('refuses a platform or operation that does not exist, a field beside the rules, and what is no JSON', async () => {
    expect((await on('channels.list', { kind: 'before-effect' }, 'youtub')).status).toBe(400);
    const unknown = await on('channels.lst', { kind: 'before-effect' });
    expect([unknown.status, unknown.json.error.message]).toEqual([400, expect.stringContaining('channels.list')]);
    expect((await world.control('POST', '/faults', { rules: [], extra: 1 })).status).toBe(400);
    expect((await world.control('POST', '/faults', undefined)).status).toBe(400);
    expect((await world.control('POST', '/clock', { advanceSeconds: -1 })).status).toBe(400);
    expect((await world.control('POST', '/clock', { advanceSeconds: 1, more: 1 })).status).toBe(400);
  });

  it('strikes from its step on, as often as it says, and shows what it did', async () => {
    await on('channels.list', { kind: 'status', status: 503, step: 2, count: 2 });
    const seen: number[] = [];
    for (let call = 0; call < 5; call += 1) seen.push((await channels()).status);
    expect(seen).toEqual([200, 503, 503, 200, 200]);
    const [entry] = (await world.control('GET', '/faults')).json.rules;
    expect(entry).toMatchObject({ matched: 5, fired: 2, rule: { kind: 'status', step: 2 } });
  });

  it('leaves other operations and platforms alone, and stops when deleted', async () => {
    await on('videos.list', { kind: 'status', status: 500, count: null });
    expect((await channels()).status).toBe(200);
    await on('*', { kind: 'status', status: 500, count: null }, '*');
    expect((await channels()).status).toBe(500);
    expect((await world.postForm('/revoke', { token: 'x' })).status).toBe(500);
    await world.control('DELETE', '/faults');
    expect((await channels()).status).toBe(200);
  });

  it('draws the same luck from the same seed', async () => {
    const draw = async (seed: number) => {
      const rule = {
        platform: 'youtube',
        operation: 'channels.list',
        kind: 'status',
        status: 503,
        probability: 0.5,
        count: null,
      };
      await world.control('POST', '/faults', { seed, rules: [rule] });
      const seen: number[] = [];
      for (let call = 0; call < 24; call += 1) seen.push((await channels()).status);
      return seen.join();
    };
    const first = await draw(11);
    expect(await draw(11)).toBe(first);
    expect(await draw(12)).not.toBe(first);
    expect(new Set(first.split(','))).toEqual(new Set(['200', '503']));
  });
});

describe('answers', () => {
  it.each([
    [{ status: 403, reason: 'quotaExceeded' }, [403, 'quotaExceeded'], 'youtube.quota'],
    [{ status: 400, reason: 'uploadLimitExceeded' }, [400, 'uploadLimitExceeded'], 'youtube.video'],
    [{ status: 429 }, [429, 'rateLimitExceeded'], 'global'],
    [{ status: 503 }, [503, 'backendError'], 'global'],
  ])('%j come in the shape of YouTube, and nothing happens', async (fault, expected, domain) => {
    const before = (await world.stats()).youtube?.sessionsOpened;
    await on('videos.insert', { kind: 'status', retryAfter: 17, ...fault });
    const reply = await world.open(token, 100);
    expect(reason(reply)).toEqual(expected);
    expect(reply.json.error.errors[0].domain).toBe(domain);
    expect(reply.headers['retry-after']).toBe('17');
    expect((await world.stats()).youtube?.sessionsOpened).toBe(before);
  });

  it('of the gateway are HTML', async () => {
    await on('channels.list', { kind: 'status', status: 502 });
    expect((await channels()).text).toMatch(/^<!DOCTYPE html>/);
  });

  it('of the token endpoint are flat', async () => {
    const { refresh_token: refreshToken } = (await world.exchange(await world.consent())).json;
    await on('token.refresh', { kind: 'status', status: 400, reason: 'invalid_grant' }, 'google-oauth');
    const code = await world.consent();
    expect((await world.exchange(code)).status).toBe(200);
    expect((await world.refresh(refreshToken)).json.error).toBe('invalid_grant');
    expect((await world.refresh(refreshToken)).status).toBe(200);
  });
});

describe('lost connections', () => {
  it('before the effect: nothing happened', async () => {
    const address = await start(100, 'before');
    await on('videos.insert.upload', { kind: 'before-effect' });
    await lost(put(token, address, makeBytes(100)));
    expect((await ask(token, address, 100)).status).toBe(308);
    expect(await rowsOf('before')).toEqual([]);
  });

  it.each(['after-effect', 'half-answer'])('%s: it happened, and the session knows', async (kind) => {
    const address = await start(100, kind);
    await on('videos.insert.upload', { kind });
    await lost(put(token, address, makeBytes(100)));
    const [row] = await rowsOf(kind);
    const asked = await ask(token, address, 100);
    expect([asked.status, asked.json.id]).toEqual([201, row?.remoteId]);
    expect(await rowsOf(kind)).toHaveLength(1);
  });

  it('half of an answer that has no body is half of its head', async () => {
    await on('videos.insert', { kind: 'half-answer' });
    await lost(world.open(token, 100));
  });

  it('an error although it happened, and 200 instead of 201', async () => {
    const wrong = await start(100, 'said 503');
    await on('videos.insert.upload', { kind: 'after-effect', status: 503 });
    expect((await put(token, wrong, makeBytes(100))).status).toBe(503);
    expect((await ask(token, wrong, 100)).status).toBe(201);
    const other = await start(100, 'said 200');
    await on('videos.insert.upload', { kind: 'after-effect', status: 200 });
    const reply = await put(token, other, makeBytes(100));
    expect([reply.status, (await rowsOf('said 200'))[0]?.remoteId]).toEqual([200, reply.json.id]);
  });

  it('after so many bytes of the body: whole blocks are kept', async () => {
    const bytes = makeBytes(4 * block);
    const address = await start(bytes.length, 'cut');
    await on('videos.insert.upload', { kind: 'cut-body-after', bytes: 2 * block + 5 });
    await lost(put(token, address, bytes));
    expect((await ask(token, address, bytes.length)).headers.range).toBe(`bytes=0-${2 * block - 1}`);
  });

  it('a call without a streamed body is cut or hangs as a whole', async () => {
    await on('channels.list', { kind: 'cut-body-after', bytes: 1 });
    await lost(channels());
    await on('channels.list', { kind: 'stall' });
    const hanging = channels().catch(() => 'cut');
    expect(await Promise.race([hanging, channels().then(() => 'answered')])).toBe('answered');
  });
});

describe('slow and stuck', () => {
  it('delays an answer, and the effect comes even if nobody waits', async () => {
    const { json } = await world.api(token, 'POST', '/youtube/v3/playlists?part=snippet', { snippet: { title: 'L' } });
    const opened = await start(10, 'delayed');
    const { id: videoId } = (await put(token, opened, makeBytes(10))).json;
    await on('playlistItems.insert', { kind: 'delay', ms: 60_000 });
    const request = httpRequest(`${world.url}/youtube/youtube/v3/playlistItems?part=snippet`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const closed = new Promise((resolve) => request.on('error', () => {}).once('close', resolve));
    request.end(JSON.stringify({ snippet: { playlistId: json.id, resourceId: { videoId } } }));
    const started = async () => (await world.stats()).youtube?.['requests.playlistItems.insert'];
    while ((await started()) === undefined);
    request.destroy();
    await closed;
    const count = async () => (await world.ledger()).filter((row) => row.kind === 'playlistItem').length;
    while ((await count()) === 0);
    expect(await count()).toBe(1);
  });

  it('stalls after some bytes; a successor takes over where it was stored', async () => {
    const bytes = makeBytes(6 * block);
    const address = await start(bytes.length, 'stalled');
    await on('videos.insert.upload', { kind: 'stall', bytes: 5 * block });
    const stalled = put(token, address, bytes).catch(() => 'cut');
    let range: unknown;
    while (range === undefined) range = (await ask(token, address, bytes.length)).headers.range;
    let reply = await ask(token, address, bytes.length);
    while (reply.status === 308) {
      const from = Number(String(reply.headers.range).split('-')[1]) + 1;
      reply = await put(token, address, bytes.subarray(from), `${from}-${bytes.length - 1}/${bytes.length}`);
    }
    expect([reply.status, await stalled]).toEqual([201, 'cut']);
    expect(await rowsOf('stalled')).toHaveLength(1);
  });

  it('receives slowly: the request stays open until somebody else takes over', async () => {
    const bytes = makeBytes(4 * block);
    const address = await start(bytes.length, 'slow');
    const countPuts = async () => (await world.stats()).youtube?.['requests.videos.insert.upload'] ?? 0;
    const before = await countPuts();
    await on('videos.insert.upload', { kind: 'slow', bytesPerSecond: 1 });
    const slow = put(token, address, bytes).catch(() => 'cut');
    while ((await countPuts()) === before);
    expect((await ask(token, address, bytes.length)).status).toBe(308);
    expect((await put(token, address, bytes)).status).toBe(201);
    expect(await slow).toBe('cut');
  });
});

describe('the upload session', () => {
  it('keeps only a part of a chunk and says so', async () => {
    const bytes = makeBytes(4 * block);
    const address = await start(bytes.length, 'partly');
    await on('videos.insert.upload', { kind: 'partly-stored', bytes: block + 1 });
    const reply = await put(token, address, bytes);
    expect([reply.status, reply.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    await on('videos.insert.upload', { kind: 'partly-stored', bytes: 0 });
    const other = await start(bytes.length, 'nothing');
    const nothing = await put(token, other, bytes);
    expect([nothing.status, nothing.headers.range]).toEqual([308, undefined]);
  });

  it.each([404, 410])('is gone with %i, and stays gone', async (status) => {
    const address = await start(100, 'gone');
    await on('videos.insert.status', { kind: 'session-lost', status });
    expect((await ask(token, address, 100)).status).toBe(status);
    expect((await put(token, address, makeBytes(100))).status).toBe(status);
  });
});

describe('tokens', () => {
  it('are revoked in the middle of an upload; a refreshed one goes on', async () => {
    const tokens = (await world.exchange(await world.consent())).json;
    const bytes = makeBytes(2 * block);
    const address = String((await world.open(tokens.access_token, bytes.length)).headers.location);
    await on('videos.insert.upload', { kind: 'token-revoked' });
    const refused = await put(tokens.access_token, address, bytes);
    expect(reason(refused)).toEqual([401, 'authError']);
    const fresh = (await world.refresh(tokens.refresh_token)).json.access_token;
    expect((await put(fresh, address, bytes)).status).toBe(201);
  });

  it('are revoked with the whole grant', async () => {
    const tokens = (await world.exchange(await world.consent({ sim_account: 'ben' }))).json;
    await on('channels.list', { kind: 'token-revoked', what: 'grant' });
    expect((await channels(tokens.access_token)).status).toBe(401);
    expect((await world.refresh(tokens.refresh_token)).json.error).toBe('invalid_grant');
  });
});

describe('outcomes', () => {
  const upload = async (fault: Record<string, unknown>, status = {}) => {
    await on('videos.insert', { kind: 'outcome', ...fault });
    const opened = await world.open(token, 100, video({}, status));
    return (await put(token, String(opened.headers.location), makeBytes(100))).json.id;
  };
  const find = async (id: string) => {
    const reply = await world.api(token, 'GET', `/youtube/v3/videos?part=status,processingDetails&id=${id}`);
    return reply.json.items[0];
  };

  it('processing fails', async () => {
    const id = await upload({ outcome: 'failed', reason: 'codec' });
    expect((await find(id)).status.uploadStatus).toBe('uploaded');
    await world.advance(11);
    expect(await find(id)).toMatchObject({
      status: { uploadStatus: 'failed', failureReason: 'codec' },
      processingDetails: { processingStatus: 'failed' },
    });
  });

  it('a processed public video is rejected hours later and no longer visible', async () => {
    const id = await upload(
      { outcome: 'rejected', reason: 'copyright', afterSeconds: 1000 },
      { privacyStatus: 'public' },
    );
    await world.advance(900);
    expect((await find(id)).status.uploadStatus).toBe('processed');
    await world.advance(101);
    expect((await find(id)).status).toMatchObject({ uploadStatus: 'rejected', rejectionReason: 'copyright' });
    expect((await world.ledger()).find((row) => row.remoteId === id)?.publishedAt).toBeNull();
  });

  it('a rejected video is not published by its schedule', async () => {
    const publishAt = new Date(Date.parse((await world.control('GET', '/clock')).json.now) + 100_000).toISOString();
    const id = await upload({ outcome: 'rejected', afterSeconds: 50 }, { publishAt });
    await world.advance(200);
    expect((await world.ledger()).find((row) => row.remoteId === id)?.privacy).toBe('private');
  });

  it('processing hangs for some looks', async () => {
    const id = await upload({ outcome: 'stuck', polls: 2 });
    await world.advance(3600);
    const seen: string[] = [];
    for (let look = 0; look < 4; look += 1) seen.push((await find(id)).status.uploadStatus);
    expect(seen).toEqual(['uploaded', 'uploaded', 'processed', 'processed']);
  });

  it('processing takes as long as it is told to', async () => {
    const id = await upload({ outcome: 'stuck', afterSeconds: 2400 });
    await find(id);
    await world.advance(2399);
    expect((await find(id)).status.uploadStatus).toBe('uploaded');
    await world.advance(2);
    await find(id);
    expect((await find(id)).status.uploadStatus).toBe('processed');
  });

  it('progress goes back, and its details end', async () => {
    const id = await upload({ outcome: 'backwards' });
    const share = async () => {
      const { partsProcessed, partsTotal } = (await find(id)).processingDetails.processingProgress;
      return Number(partsProcessed) / Number(partsTotal);
    };
    await world.advance(4);
    const before = await share();
    await world.advance(2);
    expect(await share()).toBeLessThan(before);
    const ended = await upload({ outcome: 'terminated' });
    await world.advance(11);
    expect(await find(ended)).toMatchObject({
      status: { uploadStatus: 'processed' },
      processingDetails: { processingStatus: 'terminated' },
    });
  });

  it('the owner deletes it elsewhere', async () => {
    const id = await upload({ outcome: 'deleted', afterSeconds: 30 });
    expect(await find(id)).toBeDefined();
    await world.advance(31);
    expect(await find(id)).toBeUndefined();
  });

  it('the project is locked to private', async () => {
    const id = await upload({ outcome: 'locked-private' }, { privacyStatus: 'public' });
    expect((await find(id)).status.privacyStatus).toBe('private');
  });
});
