import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBytes } from '../youtube-sim-world.ts';
import { type DriveWorld, startDriveWorld } from './drive-sim-world.ts';

let world: DriveWorld;
let ada: string;
beforeAll(async () => {
  world = await startDriveWorld({ accessTokenSeconds: 86_400 });
  ada = await world.signInAs('ada');
});
afterAll(() => world.close());
afterEach(() => world.control('DELETE', '/faults'));

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
const on = (operation: string, fault: object) => world.faults({ platform: 'drive', operation, ...fault });
const media = (id: string, range?: string) =>
  fetch(`${world.url}/drive/v3/files/${id}?alt=media&supportsAllDrives=true`, {
    headers: { authorization: `Bearer ${ada}`, ...(range && { range }) },
  });

describe('bytes that go wrong', () => {
  const bytes = makeBytes(700_000);

  it('one byte of a download is another one, and of the file it is not', async () => {
    const id = await world.upload(ada, { name: 'clip' }, bytes);
    await on('files.download', { kind: 'corrupt-byte', at: 300_000 });
    const got = Buffer.from(await (await media(id)).arrayBuffer());
    const wrong = [...got.keys()].filter((at) => got[at] !== bytes[at]);
    expect([got.length, wrong]).toEqual([bytes.length, [300_000]]);
    expect(Buffer.from(await (await media(id)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('one byte of a chunk is stored as another one, and the checksum tells', async () => {
    await on('upload.bytes', { kind: 'corrupt-byte', at: 5 });
    const id = await world.upload(ada, { name: 'spoiled' }, bytes);
    const row = (await world.tree()).find((one) => one.id === id);
    const spoiled = Buffer.from(bytes);
    spoiled[5] = (spoiled[5] ?? 0) ^ 0xff;
    expect([row?.bytes, row?.md5]).toEqual([bytes.length, md5(spoiled)]);
  });

  it('a download ends early as if there were no more', async () => {
    const id = await world.upload(ada, { name: 'short' }, bytes);
    await on('files.download', { kind: 'short-answer', bytes: 1000 });
    const answer = await media(id, 'bytes=0-4999');
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 0-4999/700000']);
    expect((await answer.arrayBuffer()).byteLength).toBe(1000);
  });

  it('a download is cut', async () => {
    const id = await world.upload(ada, { name: 'cut' }, bytes);
    await on('files.download', { kind: 'cut-answer-after', bytes: 123_456 });
    const { body } = await media(id);
    let got = 0;
    const reading = (async () => {
      for await (const piece of body ?? []) got += piece.length;
    })();
    await expect(reading).rejects.toThrow();
    expect(got).toBe(123_456);
  });
});

describe('what is asked for wrongly', () => {
  it.each([
    ['/v3/files?fields=files(id,nmae)', 'nmae'],
    ['/v3/files?fields=items(id)', 'items'],
    ['/v3/files/root?fields=id,length', 'length'],
  ])('%s names the field that does not exist', async (path, field) => {
    const { status, json } = await world.api(ada, 'GET', path);
    expect([status, json.error.errors[0].reason, json.error.message]).toEqual([
      400,
      'invalidParameter',
      `Invalid field selection ${field}`,
    ]);
  });

  it('ids of files and of shortcuts are not the same', async () => {
    const idOf = async (type: string) =>
      (await world.api(ada, 'GET', `/v3/files/generateIds?count=1&type=${type}`)).json.ids[0];
    const folder = (id: string) => ({ id, name: 'made', mimeType: 'application/vnd.google-apps.folder' });
    const shortcut = (id: string, targetId: string) => ({
      id,
      name: 'short',
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId },
    });
    const [file, link] = [await idOf('files'), await idOf('shortcuts')];
    expect((await world.api(ada, 'POST', '/v3/files', folder(link))).status).toBe(400);
    expect((await world.api(ada, 'POST', '/v3/files', folder(file))).status).toBe(200);
    expect((await world.api(ada, 'POST', '/v3/files', shortcut(await idOf('files'), file))).status).toBe(400);
    expect((await world.api(ada, 'POST', '/v3/files', shortcut(link, file))).status).toBe(200);
    expect((await world.api(ada, 'GET', '/v3/files/generateIds?type=videos')).status).toBe(400);
  });

  it('a token of a page ends after some hours', async () => {
    for (const name of ['a', 'b']) await world.upload(ada, { name }, makeBytes(10));
    const list = (more = '') => world.api(ada, 'GET', `/v3/files?pageSize=1${more}`);
    const { nextPageToken } = (await list()).json;
    expect((await list(`&pageToken=${nextPageToken}`)).status).toBe(200);
    await world.advance(4 * 3600);
    expect((await list(`&pageToken=${nextPageToken}`)).status).toBe(400);
  });

  it('counts calls that do not say that they know shared drives', async () => {
    const count = async () => (await world.control('GET', '/stats')).json.drive.requestsWithoutAllDrives ?? 0;
    const before = await count();
    await world.api(ada, 'GET', '/v3/files/root?supportsAllDrives=true');
    await world.api(ada, 'GET', '/v3/about?fields=user');
    expect(await count()).toBe(before);
    await world.api(ada, 'GET', '/v3/files/root');
    expect(await count()).toBe(before + 1);
  });
});
