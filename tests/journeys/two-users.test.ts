import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HopperUser, putPart, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const mp4 = { content_type: 'video/mp4', filename: 'mine.mp4' } as const;

describe('two users and hostile input', () => {
  let stack: Stack;
  let anna: HopperUser;
  let boris: HopperUser;

  beforeAll(async () => {
    stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
    [anna, boris] = await Promise.all([registerUser(stack.url), registerUser(stack.url)]);
  }, 60_000);
  afterAll(() => stack.stop(), 30_000);

  it('never see each other’s anything', async () => {
    const video = await anna.upload(clip, 'private.mp4');
    const unfinished = await anna.client.addVideo({ body: { ...mp4, size_bytes: 9_000_000 } });
    await anna.connect('youtube');
    const missing = { code: 'not_found', status: 404 };
    for (const { id } of [video, unfinished]) {
      const params = { videoId: id };
      await expect(boris.client.getVideo({ params })).rejects.toMatchObject(missing);
      await expect(boris.client.deleteVideo({ params })).rejects.toMatchObject(missing);
      await expect(boris.client.updateVideo({ params, body: { title: 'x' } })).rejects.toMatchObject(missing);
      await expect(boris.client.listParts({ params })).rejects.toMatchObject(missing);
      await expect(boris.client.signParts({ params, body: { part_numbers: [1] } })).rejects.toMatchObject(missing);
      const parts = [{ part_number: 1, etag: 'x' }];
      await expect(boris.client.completeUpload({ params, body: { parts } })).rejects.toMatchObject(missing);
    }
    expect(await boris.client.listVideos()).toEqual([]);
    expect(await boris.client.getAccount({ params: { platform: 'youtube' } })).toEqual({ account: null });
    await expect(boris.client.postVideos()).rejects.toMatchObject({ code: 'no_destination' });
    await boris.client.disconnect({ params: { platform: 'youtube' } });
    expect((await anna.client.getAccount({ params: { platform: 'youtube' } })).account).not.toBeNull();
    // The same name is free for another user.
    expect((await boris.upload(clip, 'private.mp4')).status).toBe('pending');
    await expect(anna.upload(clip, 'private.mp4')).rejects.toMatchObject({ code: 'duplicate_video' });
  });

  it('cannot use a consent that another browser started', async () => {
    const { url } = await anna.client.startConnection({ params: { platform: 'youtube' } });
    const callback = (await anna.fetch(url)).headers.get('location') ?? '';
    const hijacked = await boris.fetch(callback);
    expect(hijacked.headers.get('location')).toBe('/?connect_error=session_changed');
    // It was used up by that: not even its owner can go on with it.
    const late = await anna.fetch(callback);
    expect(late.headers.get('location')).toBe('/?connect_error=invalid_state');
    expect((await boris.client.getAccount({ params: { platform: 'youtube' } })).account).toBeNull();
  });

  it('leaves nothing behind of a file that is not a video', async () => {
    const bytes = Buffer.from('<!doctype html><title>not a video</title>');
    const added = await boris.client.addVideo({ body: { ...mp4, size_bytes: bytes.length } });
    const [part] = added.upload.parts;
    if (!part) throw new Error('no part');
    const etag = await putPart(part, bytes);
    const complete = () =>
      boris.client.completeUpload({ params: { videoId: added.id }, body: { parts: [{ part_number: 1, etag }] } });
    await expect(complete()).rejects.toMatchObject({ code: 'not_a_video', status: 400 });
    await expect(complete()).rejects.toMatchObject({ code: 'not_found' });
    expect((await boris.client.listVideos()).map(({ filename }) => filename)).not.toContain('mine.mp4');
  });

  it('says what is wrong with parts', async () => {
    const size = 8 * 1024 ** 2 + 5;
    const added = await boris.client.addVideo({ body: { ...mp4, filename: 'parts.mp4', size_bytes: size } });
    const params = { videoId: added.id };
    const [first, second] = added.upload.parts;
    if (!first || !second) throw new Error('no parts');
    // Another size than the signed one is refused by the bucket.
    await expect(putPart(first, Buffer.alloc(10))).rejects.toThrow('403');
    const clipPart = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(8 * 1024 ** 2 - 12)]);
    const etag = await putPart(first, clipPart);
    const complete = (parts: { part_number: number; etag: string }[]) =>
      boris.client.completeUpload({ params, body: { parts } });
    const mismatch = { code: 'parts_mismatch', status: 400 };
    await expect(complete([{ part_number: 1, etag }])).rejects.toMatchObject(mismatch);
    await expect(
      complete([
        { part_number: 1, etag },
        { part_number: 2, etag },
      ]),
    ).rejects.toMatchObject({
      ...mismatch,
      message: expect.stringContaining('Part 2 has not arrived'),
    });
    const etag2 = await putPart(second, Buffer.alloc(5));
    await expect(
      complete([
        { part_number: 1, etag },
        { part_number: 1, etag },
      ]),
    ).rejects.toMatchObject(mismatch);
    await expect(
      complete([
        { part_number: 1, etag },
        { part_number: 2, etag },
      ]),
    ).rejects.toMatchObject(mismatch);
    await expect(boris.client.signParts({ params, body: { part_numbers: [3] } })).rejects.toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path: 'part_numbers.0' })],
    });

    expect((await boris.client.listParts({ params })).parts).toHaveLength(2);
    const good = [
      { part_number: 2, etag: etag2 },
      { part_number: 1, etag },
    ];
    const [one, two] = await Promise.all([complete(good), complete(good)]);
    expect([one.status, two.status]).toEqual(['pending', 'pending']);
    expect((await complete(good)).id).toBe(added.id);
    await expect(boris.client.listParts({ params })).rejects.toMatchObject({ code: 'upload_finished', status: 409 });
  });

  it('aborts an upload with its parts', async () => {
    const added = await anna.client.addVideo({ body: { ...mp4, filename: 'gone.mp4', size_bytes: 9_000_000 } });
    const params = { videoId: added.id };
    const [part] = added.upload.parts;
    if (!part) throw new Error('no part');
    expect(await anna.client.deleteVideo({ params })).toEqual({ ok: true });
    await expect(putPart(part, Buffer.alloc(8 * 1024 ** 2))).rejects.toThrow('404');
    await expect(anna.client.listParts({ params })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers every kind of wrong call in the envelope', async () => {
    const call = async (path: string, init: RequestInit = {}) => {
      const answer = await anna.fetch(`${stack.url}${path}`, init);
      return { status: answer.status, body: await answer.json() };
    };
    const { csrf_token: csrf } = await anna.client.csrf();
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
    const envelope = (code: string) => ({ error: expect.objectContaining({ code, requestId: expect.any(String) }) });
    expect(await call('/api/nothing')).toEqual({ status: 404, body: envelope('not_found') });
    expect(await call('/api/videos', { method: 'PUT', headers })).toEqual({
      status: 405,
      body: envelope('method_not_allowed'),
    });
    expect(await call('/api/videos', { method: 'POST', headers, body: '{' })).toEqual({
      status: 400,
      body: envelope('bad_request'),
    });
    expect(await call('/api/videos', { method: 'POST', headers, body: `"${'x'.repeat(2 ** 21)}"` })).toEqual({
      status: 413,
      body: envelope('too_large'),
    });
    const withoutCsrf = { 'content-type': 'application/json' };
    expect(await call('/api/upload', { method: 'POST', headers: withoutCsrf })).toEqual({
      status: 403,
      body: envelope('csrf'),
    });
    const anonymous = await fetch(`${stack.url}/api/videos`);
    expect({ status: anonymous.status, body: await anonymous.json() }).toEqual({
      status: 401,
      body: envelope('unauthenticated'),
    });
  });
});
