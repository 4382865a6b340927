import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBytes } from '../youtube-sim-world.ts';
import { type DriveWorld, startDriveWorld } from './drive-sim-world.ts';

const block = 256 * 1024;
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
let world: DriveWorld;
let ada: string;
beforeAll(async () => {
  const drive = { dailyUploadBytes: 3_000_000, storageByAccount: { ben: 1_000_000, cleo: null }, maxChildren: 3 };
  world = await startDriveWorld({ drive });
  ada = await world.signInAs('ada');
});
afterAll(() => world.close());

const reasonOf = (reply: { json: { error?: { errors?: { reason: string }[] } } }) =>
  reply.json.error?.errors?.[0]?.reason;
const generateId = async (token: string): Promise<string> =>
  (await world.api(token, 'GET', '/v3/files/generateIds?count=1')).json.ids[0];

describe('a resumable upload', () => {
  it('takes chunks in order, says how far it got without a token, and repeats its last answer', async () => {
    const bytes = makeBytes(2 * block + 77);
    const id = await generateId(ada);
    const opened = await world.openSession(ada, { id, name: 'three chunks' }, bytes.length);
    const url = String(opened.headers.location);
    const first = await world.put(url, bytes.subarray(0, block), `bytes 0-${block - 1}/${bytes.length}`);
    expect([first.status, first.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    const asked = await world.put(url, undefined, `bytes */${bytes.length}`);
    expect([asked.status, asked.headers.range]).toEqual([308, `bytes=0-${block - 1}`]);
    const rest = bytes.subarray(block);
    const last = await world.put(url, rest, `bytes ${block}-${bytes.length - 1}/${bytes.length}`);
    expect(last.json).toEqual({ kind: 'drive#file', id, name: 'three chunks', mimeType: 'application/octet-stream' });
    const again = await world.put(url, undefined, `bytes */${bytes.length}`);
    expect(again.text).toBe(last.text);
    const row = (await world.tree()).find((file) => file.id === id);
    expect(row).toMatchObject({ bytes: bytes.length, md5: md5(bytes), path: ['three chunks'] });
  });

  it('keeps only whole blocks of a chunk that was cut', async () => {
    const bytes = makeBytes(3 * block);
    await world.faults({ platform: 'drive', operation: 'upload.bytes', kind: 'cut-body-after', bytes: block + 1000 });
    const url = String((await world.openSession(ada, { name: 'cut' }, bytes.length)).headers.location);
    const range = `bytes 0-${bytes.length - 1}/${bytes.length}`;
    await expect(world.put(url, bytes, range)).rejects.toThrow();
    const asked = await world.put(url, undefined, `bytes */${bytes.length}`);
    expect(asked.headers.range).toBe(`bytes=0-${block - 1}`);
  });

  it('under an id that exists makes no second file, at the beginning and at the end', async () => {
    const id = await generateId(ada);
    const bytes = makeBytes(1000);
    const sessions = [1, 2].map(() => world.openSession(ada, { id, name: 'once' }, bytes.length));
    const urls = (await Promise.all(sessions)).map(({ headers }) => String(headers.location));
    const answers = [];
    for (const url of urls) answers.push(await world.put(url, bytes, 'bytes 0-999/1000'));
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    const third = await world.openSession(ada, { id, name: 'once' }, bytes.length);
    expect([third.status, reasonOf(third)]).toEqual([409, 'fileIdInUse']);
    expect((await world.tree()).filter(({ path }) => path[0] === 'once')).toHaveLength(1);
  });

  it('refuses an id of nobody, and of somebody else', async () => {
    const foreign = await generateId(await world.signInAs('ben'));
    for (const id of ['1inventedByTheClient', foreign]) {
      expect((await world.openSession(ada, { id, name: 'x' }, 10)).status).toBe(400);
    }
  });

  it('gives an existing file new bytes and keeps its id', async () => {
    const id = await world.upload(ada, { name: 'versions' }, makeBytes(500));
    const next = makeBytes(600, 2);
    const length = { 'x-upload-content-length': '600' };
    const opened = await world.api(ada, 'PATCH', `/upload/drive/v3/files/${id}?uploadType=resumable`, {}, length);
    const done = await world.put(String(opened.headers.location), next, 'bytes 0-599/600');
    expect(done.json.id).toBe(id);
    expect((await world.tree()).find((file) => file.id === id)).toMatchObject({ bytes: 600, md5: md5(next) });
  });

  it('ends with its week', async () => {
    const url = String((await world.openSession(ada, { name: 'late' }, 10)).headers.location);
    await world.advance(7 * 24 * 3600);
    ada = await world.signInAs('ada');
    expect((await world.put(url, makeBytes(10), 'bytes 0-9/10')).status).toBe(404);
  });
});

describe('limits', () => {
  it('storage: told when the session is opened, and again at the last byte', async () => {
    const ben = await world.signInAs('ben');
    const refused = await world.openSession(ben, { name: 'too large' }, 1_000_001);
    expect([refused.status, reasonOf(refused)]).toEqual([403, 'storageQuotaExceeded']);
    const [one, two] = [makeBytes(600_000), makeBytes(600_000, 2)];
    const sessions = [await world.openSession(ben, { name: 'a' }, one.length)];
    sessions.push(await world.openSession(ben, { name: 'b' }, two.length));
    const [first, second] = sessions.map(({ headers }) => String(headers.location));
    await world.put(first ?? '', one, 'bytes 0-599999/600000');
    const last = await world.put(second ?? '', two, 'bytes 0-599999/600000');
    expect([last.status, reasonOf(last)]).toEqual([403, 'storageQuotaExceeded']);
  });

  it('750 GB a day, scaled down: the file that goes beyond is taken, then nothing for a day', async () => {
    const cleo = await world.signInAs('cleo');
    await world.upload(cleo, { name: 'one' }, makeBytes(2_000_000));
    await world.upload(cleo, { name: 'two' }, makeBytes(2_000_000));
    const refused = await world.openSession(cleo, { name: 'three' }, 10);
    expect([refused.status, reasonOf(refused), refused.json.error.message]).toEqual([
      403,
      'userRateLimitExceeded',
      'User rate limit exceeded.',
    ]);
    await world.advance(24 * 3600);
    ada = await world.signInAs('ada');
    await world.upload(await world.signInAs('cleo'), { name: 'three' }, makeBytes(10));
  });

  it('items of a folder', async () => {
    const mimeType = 'application/vnd.google-apps.folder';
    const folder = (await world.api(ada, 'POST', '/v3/files', { name: 'full', mimeType })).json.id;
    for (const name of ['a', 'b', 'c']) await world.api(ada, 'POST', '/v3/files', { name, parents: [folder] });
    const refused = await world.api(ada, 'POST', '/v3/files', { name: 'd', parents: [folder] });
    expect(reasonOf(refused)).toBe('numChildrenInNonRootLimitExceeded');
  });

  it('bytes that are simple to send: 5 MB', async () => {
    const big = makeBytes(5 * 1024 ** 2 + 1);
    const headers = { 'content-type': 'application/octet-stream' };
    const refused = await world.api(ada, 'POST', '/upload/drive/v3/files?uploadType=media', big, headers);
    expect(refused.status).toBe(413);
  });
});
