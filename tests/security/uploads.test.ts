import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contract } from '../../shared/contract/contract.ts';
import type { ApiWorld } from '../fuzz/support/api-world.ts';
import { bodyOf } from '../fuzz/support/person.ts';
import { type Browser, newBrowser, startAttackedWorld } from './support/consents.ts';
import { expectErrorCode } from './support/expect-error-code.ts';

const clip = readFileSync(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

let world: ApiWorld;
let mallory: Browser;
beforeAll(async () => {
  world = await startAttackedWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  mallory = await newBrowser(world);
});

interface Part {
  readonly url: string;
  readonly headers: Record<string, string>;
}

async function announce(who: Browser, change: object = {}) {
  const video = { filename: 'clip.mp4', size_bytes: clip.length, content_type: 'video/mp4', ...change };
  const added = bodyOf(await world.call(contract.addVideo, who, { body: JSON.stringify(video) }));
  return { videoId: String(added.id), part: added.upload.parts[0] as Part };
}

/** Sends bytes to an address, with its headers or others. */
async function send({ url, headers }: Part, bytes: Buffer, change: Record<string, string> = {}, method = 'PUT') {
  const { 'content-length': _, ...sent } = { ...headers, ...change };
  const answer = await fetch(url, { method, headers: sent, ...(method === 'PUT' && { body: new Uint8Array(bytes) }) });
  const text = await answer.text();
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', text };
}
const complete = (who: Browser, videoId: string, parts: readonly object[]) =>
  world.call(contract.completeUpload, who, { params: { videoId }, body: JSON.stringify({ parts }) });
const isReady = async (who: Browser, videoId: string) =>
  (await world.call(contract.getVideo, who, { params: { videoId } })).body.includes('"status":"pending"');

it('works when nobody attacks', async () => {
  const { videoId, part } = await announce(mallory);
  const { status, etag } = await send(part, clip);
  expect(status).toBe(200);
  expect((await complete(mallory, videoId, [{ part_number: 1, etag }])).statusCode).toBe(200);
  expect(await isReady(mallory, videoId)).toBe(true);
});

describe('the address of a part', () => {
  const other = (change: (url: URL) => unknown) => (part: Part) => {
    const url = new URL(part.url);
    change(url);
    return { ...part, url: url.href };
  };

  it.each<[string, (part: Part) => Part, Buffer?, Record<string, string>?, string?]>([
    ['more bytes', (part) => part, Buffer.concat([clip, Buffer.alloc(1)])],
    ['fewer bytes', (part) => part, clip.subarray(1)],
    ['none', (part) => part, Buffer.alloc(0)],
    ['another type', (part) => part, clip, { 'content-type': 'text/html' }],
    ['rights for everybody', (part) => part, clip, { 'x-amz-acl': 'public-read' }],
    ['a copy of something else', (part) => part, clip, { 'x-amz-copy-source': '/videos/videos/other' }],
    ['another part', other((url) => url.searchParams.set('partNumber', '2'))],
    ['another upload', other((url) => url.searchParams.set('uploadId', 'x'))],
    ['a longer life', other((url) => url.searchParams.set('X-Amz-Expires', '604800'))],
    ['a later date', other((url) => url.searchParams.set('X-Amz-Date', '20990101T000000Z'))],
    ['fewer signed headers', other((url) => url.searchParams.set('X-Amz-SignedHeaders', 'host'))],
    ['no upload at all', other((url) => url.searchParams.delete('uploadId'))],
    ['no signature', other((url) => url.searchParams.delete('X-Amz-Signature'))],
    ['another place', other((url) => Object.assign(url, { pathname: `${url.pathname}x` }))],
    ['a place above', other((url) => Object.assign(url, { pathname: url.pathname.replace(/[^/]+$/, '..%2fx') }))],
    ['reading', (part) => part, clip, {}, 'GET'],
    ['removing', (part) => part, clip, {}, 'DELETE'],
    ['beginning another', (part) => part, clip, {}, 'POST'],
  ])('is good for nothing else: %s', async (_, change, bytes = clip, headers = {}, method = 'PUT') => {
    const { videoId, part } = await announce(mallory);
    const answer = await send(change(part), bytes, headers, method);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const { parts } = bodyOf(await world.call(contract.listParts, mallory, { params: { videoId } }));
    expect(parts).toEqual([]);
  });

  it('ends with the upload, so that nothing that was proved changes afterwards', async () => {
    const { videoId, part } = await announce(mallory);
    const { etag } = await send(part, clip);
    await complete(mallory, videoId, [{ part_number: 1, etag }]);
    expect((await send(part, Buffer.alloc(clip.length, 'x'))).status).toBe(404);
    expectErrorCode(await world.call(contract.listParts, mallory, { params: { videoId } }), 'upload_finished');
  });

  it('ends with the video', async () => {
    const { videoId, part } = await announce(mallory);
    expect((await world.call(contract.deleteVideo, mallory, { params: { videoId } })).statusCode).toBeLessThan(300);
    expect((await send(part, clip)).status).toBe(404);
  });

  it.each([
    '../../etc/passwd.mp4',
    '..\\..\\x.mp4',
    'videos/other/1/2.mp4',
    '%2e%2e%2f.mp4',
    '\u202egpj.mp4',
    'a\u0000.mp4',
    '?acl=.mp4',
  ])('does not depend on the name %j', async (filename) => {
    const { part } = await announce(mallory, { filename });
    expect(new URL(part.url).pathname).toMatch(
      new RegExp(`^/videos/videos/${mallory.userId}/[0-9A-Z]{26}/[\\w-]{16,}$`),
    );
    expect((await send(part, clip)).status).toBe(200);
  });
});

describe('a file is what its bytes are', () => {
  const ftyp = clip.subarray(0, clip.readUInt32BE(0));
  const padded = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(64)]);

  it.each([
    ['a page', padded('<!doctype html><script>alert(1)</script>')],
    ['a program', padded('\x7fELF\x02\x01\x01')],
    ['an archive', padded('PK\x03\x04')],
    ['a picture', padded('\x89PNG\r\n\x1a\n')],
    ['Matroska', padded('\x1aE\xdf\xa3')],
    ['a page before a movie', Buffer.concat([padded('<script>'), ftyp])],
    ['a HEIC picture', Buffer.concat([Buffer.from([0, 0, 0, 24]), padded('ftypheic')])],
    ['zeros', Buffer.alloc(4096)],
    ['one byte', Buffer.from('f')],
  ])('and not %s called .mp4', async (_, bytes) => {
    const { videoId, part } = await announce(mallory, { size_bytes: bytes.length });
    const { etag } = await send(part, bytes);
    expectErrorCode(await complete(mallory, videoId, [{ part_number: 1, etag }]), 'not_a_video');
    // Neither the row nor the bytes are kept.
    expectErrorCode(await world.call(contract.getVideo, mallory, { params: { videoId } }), 'not_found');
    expect((await send(part, bytes)).status).toBe(404);
  });
});

describe('completing', () => {
  it.each([
    ['nothing has arrived', () => [{ part_number: 1, etag: '"0"' }]],
    ['another part is named', (etag: string) => [{ part_number: 2, etag }]],
    [
      'a part is named twice',
      (etag: string) => [
        { part_number: 1, etag },
        { part_number: 1, etag },
      ],
    ],
    ['another content is claimed', () => [{ part_number: 1, etag: '"d41d8cd98f00b204e9800998ecf8427e"' }]],
    ['the ETag is XML', () => [{ part_number: 1, etag: '</ETag><ETag>' }]],
  ])('is refused when %s', async (name, claimed) => {
    const { videoId, part } = await announce(mallory);
    const { etag } = name === 'nothing has arrived' ? { etag: '' } : await send(part, clip);
    const answer = await complete(mallory, videoId, claimed(etag));
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(await isReady(mallory, videoId)).toBe(false);
  });

  it('many times at once makes one video of it', async () => {
    const { videoId, part } = await announce(mallory);
    const { etag } = await send(part, clip);
    const all = Array.from({ length: 6 }, () => complete(mallory, videoId, [{ part_number: 1, etag }]));
    expect((await Promise.all(all)).filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
    expect(await isReady(mallory, videoId)).toBe(true);
  });

  it('does not take over parts of somebody else', async () => {
    const anna = await newBrowser(world);
    const theirs = await announce(anna);
    const { etag } = await send(theirs.part, clip);
    const own = await announce(mallory);
    expect((await complete(mallory, own.videoId, [{ part_number: 1, etag }])).statusCode).toBeGreaterThanOrEqual(400);
    expectErrorCode(await complete(mallory, theirs.videoId, [{ part_number: 1, etag }]), 'not_found');
    expect(await isReady(anna, theirs.videoId)).toBe(false);
  });
});

describe('what is announced', () => {
  it.each([
    { size_bytes: 0 },
    { size_bytes: -1 },
    { size_bytes: 1.5 },
    { size_bytes: 2 ** 53 },
    { size_bytes: 256 * 1024 ** 3 + 1 },
    { size_bytes: '100' },
    { content_type: 'text/html' },
    { content_type: 'video/mp4; charset=x' },
    { content_type: 'video/mp4\r\nx-amz-acl: public-read' },
    { filename: 'clip.html' },
    { filename: 'clip.mp4.exe' },
    { filename: '.mp4/..' },
    { filename: `${'a'.repeat(256)}.mp4` },
    { filename: '' },
    { sha256: '../x' },
    { object_key: 'videos/other/1/2' },
  ])('is not %j', async (change) => {
    const video = { filename: 'clip.mp4', size_bytes: 10, content_type: 'video/mp4', ...change };
    expectErrorCode(await world.call(contract.addVideo, mallory, { body: JSON.stringify(video) }), 'invalid_input');
  });

  it.each([
    ['youtube.thumbnail', 'image/svg+xml'],
    ['youtube.thumbnail', 'text/html'],
    ['youtube.captions.en', 'text/html'],
    ['../../x', 'image/jpeg'],
    ['__proto__', 'image/jpeg'],
  ])('as a file beside a video is not %s of %s', async (kind, content_type) => {
    const { videoId } = await announce(mallory);
    const body = JSON.stringify({ kind, content_type, size_bytes: 100 });
    expectErrorCode(await world.call(contract.addAsset, mallory, { params: { videoId }, body }), 'invalid_input');
  });

  it('as a picture is one by its bytes', async () => {
    const { videoId } = await announce(mallory);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const order = { kind: 'youtube.thumbnail', content_type: 'image/jpeg', size_bytes: svg.length };
    const params = { videoId };
    const announced = bodyOf(await world.call(contract.addAsset, mallory, { params, body: JSON.stringify(order) }));
    expect((await send(announced.upload, svg)).status).toBe(200);
    const kind = { ...params, kind: order.kind };
    expectErrorCode(await world.call(contract.completeAsset, mallory, { params: kind }), 'wrong_file_type');
  });

  it('is sent once: what was looked at is not another file afterwards', async () => {
    const { videoId } = await announce(mallory);
    const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(96)]);
    const order = { kind: 'youtube.thumbnail', content_type: 'image/jpeg', size_bytes: picture.length };
    const params = { videoId };
    const announced = bodyOf(await world.call(contract.addAsset, mallory, { params, body: JSON.stringify(order) }));
    expect((await send(announced.upload, picture)).status).toBe(200);
    expect(
      (await world.call(contract.completeAsset, mallory, { params: { ...params, kind: order.kind } })).statusCode,
    ).toBe(200);
    const page = Buffer.concat([Buffer.from('<script>'), Buffer.alloc(picture.length - 8)]);
    expect((await send(announced.upload, page)).status).toBe(412);
    const { 'if-none-match': _, ...without } = announced.upload.headers;
    expect((await send({ ...announced.upload, headers: without }, page)).status).toBe(403);
  });
});
