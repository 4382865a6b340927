import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allScopes, ask, makeBytes, put, scope, send, startWorld, video, type World } from './youtube-sim-world.ts';

const block = 262_144;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld({ youtube: { dailyInserts: 1000, channelDailyUploads: 1000 } });
  token = await world.signIn();
});
afterAll(() => world.close());

const start = async (bytes: number | null, title = 'A title'): Promise<string> => {
  const reply = await world.open(token, bytes, video({ title }));
  expect(reply.status).toBe(200);
  return String(reply.headers.location);
};
const rowsOf = async (title: string) => (await world.ledger()).filter((row) => row.title === title);

describe('opening a session', () => {
  it('answers an empty 200 with an absolute address as the client reached the server', async () => {
    const reply = await world.open(token, 1000);
    expect([reply.status, reply.text]).toEqual([200, '']);
    const location = new URL(String(reply.headers.location));
    expect(location.origin).toBe(world.url);
    expect(location.pathname).toBe('/youtube/upload/youtube/v3/videos');
    expect(location.searchParams.get('uploadType')).toBe('resumable');
    expect(location.searchParams.get('upload_id')).toMatch(/^[\w-]{40,}$/);
    const viaName = await send(`${world.url}/youtube/resumable/upload/youtube/v3/videos?part=snippet`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, host: 'simulator.test:81', 'content-type': 'application/json' },
      body: JSON.stringify(video()),
    });
    expect(new URL(String(viaName.headers.location)).origin).toBe('http://simulator.test:81');
  });

  it('makes nothing by itself', async () => {
    await start(1000, 'never sent');
    expect(await rowsOf('never sent')).toEqual([]);
  });

  it.each([
    [400, 'badContent', { 'x-upload-content-type': 'text/plain' }],
    [400, 'badRequest', { 'x-upload-content-length': '-5' }],
    [413, 'uploadTooLarge', { 'x-upload-content-length': String(256 * 1024 ** 3 + 1) }],
    [400, 'invalidFilename', { slug: 'a/b.mp4' }],
    [400, 'invalidFilename', { slug: '%00' }],
    [401, 'authError', { authorization: 'Bearer nothing' }],
    [401, 'authorizationRequired', { authorization: '' }],
  ])('refuses with %i %s', async (status, reason, headers) => {
    const reply = await world.open(token, 1000, video(), headers);
    expect([reply.status, reply.json.error.errors[0].reason]).toEqual([status, reason]);
  });

  it('takes exactly 256 GiB as a declaration', async () => {
    expect((await world.open(token, 256 * 1024 ** 3)).status).toBe(200);
  });

  it('needs the upload scope and a channel', async () => {
    const reader = await world.signIn('ada', scope('youtube.readonly'));
    const refused = await world.open(reader, 1000);
    expect([refused.status, refused.json.error.errors[0].reason]).toEqual([403, 'insufficientPermissions']);
    const noChannel = await world.open(await world.signIn('cleo'), 1000);
    expect([noChannel.status, noChannel.json.error.errors[0].reason]).toEqual([401, 'youtubeSignupRequired']);
  });
});

describe('sending bytes', () => {
  it('takes the whole file in one request', async () => {
    const bytes = makeBytes(block + 1234);
    const reply = await put(token, await start(bytes.length, 'whole'), bytes);
    expect(reply.status).toBe(201);
    expect(reply.json.id).toMatch(/^[\w-]{11}$/);
    expect(await rowsOf('whole')).toEqual([
      expect.objectContaining({ remoteId: reply.json.id, bytes: bytes.length, sha256: sha256(bytes), kind: 'video' }),
    ]);
  });

  it('takes chunks, says 308 with the stored range, and no range while nothing is stored', async () => {
    const bytes = makeBytes(3 * block + 5);
    const total = bytes.length;
    const address = await start(total, 'chunks');
    const nothing = await ask(token, address, total);
    expect([nothing.status, nothing.headers.range, nothing.text]).toEqual([308, undefined, '']);
    const first = await put(token, address, bytes.subarray(0, 2 * block), `0-${2 * block - 1}/${total}`);
    expect([first.status, first.headers.range]).toEqual([308, `bytes=0-${2 * block - 1}`]);
    const asked = await ask(token, address, total);
    expect([asked.status, asked.headers.range]).toEqual([308, `bytes=0-${2 * block - 1}`]);
    expect(await rowsOf('chunks')).toEqual([]);
    const last = await put(token, address, bytes.subarray(2 * block), `${2 * block}-${total - 1}/${total}`);
    expect(last.status).toBe(201);
    expect((await rowsOf('chunks'))[0]?.sha256).toBe(sha256(bytes));
  });

  it('repeats the final answer to whoever asks again, and makes nothing new', async () => {
    const bytes = makeBytes(1000);
    const address = await start(1000, 'again');
    const first = await put(token, address, bytes);
    const replies = [
      await ask(token, address, 1000),
      await put(token, address, bytes),
      await put(token, address, bytes.subarray(0, 10), '0-9/1000'),
    ];
    for (const reply of replies) expect([reply.status, reply.json]).toEqual([201, first.json]);
    expect(await rowsOf('again')).toHaveLength(1);
  });

  it('does not append what does not continue at the stored offset', async () => {
    const bytes = makeBytes(3 * block);
    const address = await start(bytes.length, 'gaps');
    const range = (from: number, to: number) => `${from}-${to - 1}/${bytes.length}`;
    const gap = await put(token, address, bytes.subarray(block, 2 * block), range(block, 2 * block));
    expect([gap.status, gap.headers.range]).toEqual([308, undefined]);
    await put(token, address, bytes.subarray(0, block), range(0, block));
    for (const from of [0, 2 * block, block - 1]) {
      const reply = await put(token, address, bytes.subarray(from, from + block), range(from, from + block));
      expect([reply.status, reply.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    }
    expect((await put(token, address, bytes.subarray(block), range(block, 3 * block))).status).toBe(201);
    expect((await rowsOf('gaps'))[0]?.sha256).toBe(sha256(bytes));
  });

  it('keeps only whole blocks of a chunk that is not a multiple of 256 KiB', async () => {
    const total = 4 * block;
    const address = await start(total);
    const ragged = makeBytes(block + 100);
    const reply = await put(token, address, ragged, `0-${ragged.length - 1}/${total}`);
    expect([reply.status, reply.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    const tiny = await put(token, address, makeBytes(100), `${block}-${block + 99}/${total}`);
    expect([tiny.status, tiny.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
  });

  it('learns the total from the last chunk when nobody declared it', async () => {
    const bytes = makeBytes(block + 7);
    const address = await start(null, 'undeclared');
    const first = await put(token, address, bytes.subarray(0, block), `0-${block - 1}/*`);
    expect([first.status, first.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    expect((await ask(token, address, '*')).status).toBe(308);
    const last = await put(token, address, bytes.subarray(block), `${block}-${block + 6}/${bytes.length}`);
    expect(last.status).toBe(201);
    expect((await rowsOf('undeclared'))[0]?.sha256).toBe(sha256(bytes));
  });

  it('takes a body of unknown length to its end', async () => {
    const bytes = makeBytes(block * 2 + 9);
    const address = await start(null, 'streamed');
    const request = httpRequest(address, { method: 'PUT', headers: { authorization: `Bearer ${token}` } });
    for (let at = 0; at < bytes.length; at += 100_000) request.write(bytes.subarray(at, at + 100_000));
    const [response] = await once(request.end(), 'response');
    response.resume();
    expect(response.statusCode).toBe(201);
    expect((await rowsOf('streamed'))[0]?.sha256).toBe(sha256(bytes));
  });

  it.each([
    ['bytes 0-9', 10],
    ['bytes=0-9/1000', 10],
    ['bytes 9-0/1000', 10],
    ['bytes 990-1009/1000', 20],
    ['bytes 0-9/1000', 11],
    ['bytes */1000', 5],
    ['items 0-9/1000', 10],
  ])('refuses the range "%s" with %i bytes and keeps the session', async (contentRange, length) => {
    const address = await start(1000);
    const headers = { authorization: `Bearer ${token}`, 'content-range': contentRange };
    const reply = await send(address, { method: 'PUT', headers, body: makeBytes(length) });
    expect(reply.status).toBe(400);
    expect((await put(token, address, makeBytes(1000))).status).toBe(201);
  });

  it('fails for good when the bytes contradict the declared length, and repeats that answer', async () => {
    const address = await start(1000, 'mismatch');
    const reply = await put(token, address, makeBytes(1001));
    expect(reply.status).toBe(400);
    const again = await ask(token, address, 1000);
    expect([again.status, again.json]).toEqual([400, reply.json]);
    expect(await rowsOf('mismatch')).toEqual([]);
  });

  it('wants bytes', async () => {
    const reply = await put(token, await start(null), Buffer.alloc(0));
    expect([reply.status, reply.json.error.errors[0].reason]).toEqual([400, 'mediaBodyRequired']);
  });

  it('wants the token of the same person on the session too', async () => {
    const address = await start(1000);
    expect((await put('nothing', address, makeBytes(1000))).status).toBe(401);
    expect((await send(address, { method: 'PUT', body: makeBytes(1000) })).status).toBe(401);
    expect((await put(await world.signIn('ben'), address, makeBytes(1000))).status).toBe(403);
    expect((await put(await world.signIn('ada', allScopes), address, makeBytes(1000))).status).toBe(201);
  });

  it('answers 404 for an unknown session and after the session was cancelled', async () => {
    const address = await start(1000);
    expect((await ask(token, address.replace(/upload_id=.*/, 'upload_id=nope'), 1000)).status).toBe(404);
    const headers = { authorization: `Bearer ${token}` };
    expect((await send(address, { method: 'DELETE', headers })).status).toBe(499);
    expect((await ask(token, address, 1000)).status).toBe(404);
  });
});

describe('connections that break', () => {
  /** Sends only the first bytes of a request and hangs up. */
  async function hangUpAfter(address: string, total: number, sent: Buffer): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'content-length': total };
    const request = httpRequest(address, { method: 'PUT', headers });
    request.on('error', () => {});
    const closed = new Promise((resolve) => request.once('close', resolve));
    await new Promise((resolve) => request.write(sent, resolve));
    request.destroy();
    await closed;
  }

  it('keeps the whole blocks that arrived', async () => {
    const bytes = makeBytes(5 * block + 11);
    const address = await start(bytes.length, 'cut');
    await hangUpAfter(address, bytes.length, bytes.subarray(0, 2 * block + 999));
    // What the client wrote may still be on its way when it hangs up: the server says how much arrived.
    let stored = 0;
    while (stored < bytes.length) {
      const asked = await ask(token, address, bytes.length);
      expect(asked.status).toBe(308);
      stored = asked.headers.range ? Number(String(asked.headers.range).split('-')[1]) + 1 : 0;
      expect(stored % block).toBe(0);
      expect(stored).toBeLessThanOrEqual(2 * block);
      const reply = await put(token, address, bytes.subarray(stored), `${stored}-${bytes.length - 1}/${bytes.length}`);
      if (reply.status === 201) break;
    }
    expect((await rowsOf('cut'))[0]?.sha256).toBe(sha256(bytes));
  });

  it('lets the newest sender take a session over from one that hangs', async () => {
    const bytes = makeBytes(3 * block);
    const address = await start(bytes.length, 'takeover');
    const headers = { authorization: `Bearer ${token}`, 'content-length': bytes.length };
    const countPuts = async () => (await world.stats()).youtube?.['requests.videos.insert.upload'] ?? 0;
    const before = await countPuts();
    const hanging = httpRequest(address, { method: 'PUT', headers });
    const cutOff = new Promise((resolve) => hanging.once('error', resolve));
    hanging.write(bytes.subarray(0, 10));
    while ((await countPuts()) === before);
    expect((await put(token, address, bytes)).status).toBe(201);
    await cutOff;
    expect(await rowsOf('takeover')).toHaveLength(1);
  });
});

describe('restart', () => {
  it('goes on at the stored offset and still knows the hash', async () => {
    const bytes = makeBytes(3 * block + 77);
    const total = bytes.length;
    const opened = await start(total, 'restarted');
    await put(token, opened, bytes.subarray(0, block), `0-${block - 1}/${total}`);
    await world.restart();
    const address = `${world.url}${opened.slice(new URL(opened).origin.length)}`;
    expect((await ask(token, address, total)).headers.range).toBe(`bytes=0-${block - 1}`);
    expect((await put(token, address, bytes.subarray(block), `${block}-${total - 1}/${total}`)).status).toBe(201);
    await world.restart();
    const later = `${world.url}${opened.slice(new URL(opened).origin.length)}`;
    expect((await ask(token, later, total)).status).toBe(201);
    expect((await rowsOf('restarted'))[0]?.sha256).toBe(sha256(bytes));
  });

  it('drops half-written blocks, finishes what was whole, and removes files nobody needs', async () => {
    const bytes = makeBytes(2 * block + 5);
    const [half, whole] = [await start(bytes.length, 'half'), await start(bytes.length, 'was whole')];
    const folder = join(world.dataDir, 'youtube', 'uploads');
    const fileOf = (address: string) => join(folder, new URL(address).searchParams.get('upload_id') ?? '');
    await put(token, half, bytes.subarray(0, block), `0-${block - 1}/${bytes.length}`);
    // What a crash can leave: the middle of a block, all bytes but no video, bytes of no session.
    writeFileSync(fileOf(half), bytes.subarray(0, block + 1000));
    writeFileSync(fileOf(whole), bytes);
    writeFileSync(join(folder, 'orphan'), bytes);
    await world.restart();
    const at = (address: string) => `${world.url}${address.slice(new URL(address).origin.length)}`;
    expect((await ask(token, at(half), bytes.length)).headers.range).toBe(`bytes=0-${block - 1}`);
    expect((await ask(token, at(whole), bytes.length)).status).toBe(201);
    expect((await rowsOf('was whole'))[0]?.sha256).toBe(sha256(bytes));
    expect(existsSync(join(folder, 'orphan'))).toBe(false);
  });
});

describe('options', () => {
  it('forgets sessions after their life, and their bytes', async () => {
    const short = await startWorld({ youtube: { sessionSeconds: 60 } });
    try {
      const own = await short.signIn();
      const address = String((await short.open(own, 2 * block)).headers.location);
      await put(own, address, makeBytes(block), `0-${block - 1}/${2 * block}`);
      await short.advance(59);
      expect((await ask(own, address, 2 * block)).status).toBe(308);
      await short.advance(2);
      expect((await ask(own, address, 2 * block)).status).toBe(404);
      expect(readdirSync(join(short.dataDir, 'youtube', 'uploads'))).toEqual([]);
    } finally {
      await short.close();
    }
  });

  it('deletes large files but keeps size and hash', async () => {
    const small = await startWorld({ youtube: { maxKeptBytes: 1000 } });
    try {
      const own = await small.signIn();
      const ids: string[] = [];
      for (const size of [1000, 1001]) {
        const reply = await put(own, String((await small.open(own, size)).headers.location), makeBytes(size));
        ids.push(reply.json.id);
      }
      const media = async (id = '') => (await send(`${small.url}/youtube/media/${id}`)).status;
      expect([await media(ids[0]), await media(ids[1])]).toEqual([200, 404]);
      expect((await small.ledger())[1]).toMatchObject({ bytes: 1001, sha256: sha256(makeBytes(1001)) });
    } finally {
      await small.close();
    }
  });
});
