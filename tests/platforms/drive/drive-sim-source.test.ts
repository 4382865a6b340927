import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBytes } from '../youtube-sim-world.ts';
import { type DriveWorld, startDriveWorld } from './drive-sim-world.ts';

let world: DriveWorld;
let ada: string;
let ben: string;
beforeAll(async () => {
  world = await startDriveWorld({ drive: { unitsPerMinute: 20_000 } });
  [ada, ben] = [await world.signInAs('ada'), await world.signInAs('ben')];
});
afterAll(() => world.close());

const reasonOf = (reply: { json: { error: { errors: { reason: string }[] } } }) => reply.json.error.errors[0]?.reason;
const download = (token: string, id: string, more = '', headers = {}) =>
  world.api(token, 'GET', `/v3/files/${id}?alt=media${more}`, undefined, headers);
const shareWithBen = (id: string) =>
  world.api(ada, 'POST', `/v3/files/${id}/permissions`, {
    type: 'user',
    role: 'reader',
    emailAddress: 'ben@example.com',
  });

describe('a source', () => {
  it('that its owner does not let others download is refused to readers only, and says so in its capabilities', async () => {
    const id = await world.upload(ada, { name: 'look only' }, makeBytes(100));
    await shareWithBen(id);
    expect((await download(ben, id)).status).toBe(200);
    await world.oddly(id, { oddities: ['downloadForbidden', 'copyForbidden'] });
    expect(reasonOf(await download(ben, id))).toBe('cannotDownloadFile');
    const { capabilities } = (await world.api(ben, 'GET', `/v3/files/${id}?fields=capabilities`)).json;
    expect([capabilities.canDownload, capabilities.canCopy, capabilities.canTrash]).toEqual([false, false, false]);
    expect(reasonOf(await world.api(ben, 'POST', `/v3/files/${id}/copy`, {}))).toBe('cannotCopyFile');
    expect((await download(ada, id)).status).toBe(200);
  });

  it('that counts as harmful is given to its owner who insists', async () => {
    const id = await world.upload(ada, { name: 'macro.xls' }, makeBytes(100));
    await shareWithBen(id);
    await world.oddly(id, { oddities: ['abusive'] });
    expect(reasonOf(await download(ada, id))).toBe('cannotDownloadAbusiveFile');
    expect((await download(ada, id, '&acknowledgeAbuse=true')).status).toBe(200);
    expect((await download(ben, id, '&acknowledgeAbuse=true')).status).toBe(403);
  });

  it('that was read too often', async () => {
    const id = await world.upload(ada, { name: 'viral' }, makeBytes(100));
    await world.oddly(id, { oddities: ['downloadQuotaExceeded'] });
    expect(reasonOf(await download(ada, id))).toBe('downloadQuotaExceeded');
  });

  it.each([
    ['bytes=0-9', 206, 'bytes 0-9/100', 10],
    ['bytes=90-', 206, 'bytes 90-99/100', 10],
    ['bytes=-5', 206, 'bytes 95-99/100', 5],
    ['bytes=50-5000', 206, 'bytes 50-99/100', 50],
  ])('gives %s', async (range, status, contentRange, length) => {
    const id = await world.upload(ada, { name: 'ranges' }, makeBytes(100));
    const reply = await download(ada, id, '', { range });
    expect([reply.status, reply.headers['content-range'], Number(reply.headers['content-length'])]).toEqual([
      status,
      contentRange,
      length,
    ]);
    expect((await download(ada, id, '', { range: 'bytes=100-' })).status).toBe(416);
  });

  it('that is not there, or not for this account', async () => {
    const id = await world.upload(ada, { name: 'private' }, makeBytes(10));
    for (const reply of [await download(ben, id), await download(ada, '1nowhere')]) {
      expect([reply.status, reasonOf(reply)]).toEqual([404, 'notFound']);
    }
  });

  it('may be a shortcut: to something, and to nothing any more', async () => {
    const target = await world.upload(ada, { name: 'target' }, makeBytes(10));
    const mimeType = 'application/vnd.google-apps.shortcut';
    const wish = { name: 'short', mimeType, shortcutDetails: { targetId: target } };
    const { id } = (await world.api(ada, 'POST', '/v3/files', wish)).json;
    const { shortcutDetails } = (await world.api(ada, 'GET', `/v3/files/${id}?fields=shortcutDetails,size`)).json;
    expect(shortcutDetails).toEqual({ targetId: target, targetMimeType: 'application/octet-stream' });
    expect(reasonOf(await download(ada, id))).toBe('fileNotDownloadable');
    await world.api(ada, 'DELETE', `/v3/files/${target}`);
    expect((await world.api(ada, 'GET', `/v3/files/${target}`)).status).toBe(404);
    expect((await world.api(ada, 'GET', `/v3/files/${id}?fields=shortcutDetails`)).json.shortcutDetails.targetId).toBe(
      target,
    );
  });
});

describe('manners', () => {
  it('too many calls in a minute', async () => {
    const calls = Array.from({ length: 201 }, () => world.api(ben, 'GET', '/v3/files?pageSize=1'));
    const refused = (await Promise.all(calls)).filter(({ status }) => status === 403);
    expect(refused.map(reasonOf)).toContain('userRateLimitExceeded');
    await world.advance(60);
    expect((await world.api(ben, 'GET', '/v3/files?pageSize=1')).status).toBe(200);
  });

  it('a folder does not move into itself, and a file has one parent', async () => {
    const mimeType = 'application/vnd.google-apps.folder';
    const make = async (name: string, parents = ['root']) =>
      (await world.api(ada, 'POST', '/v3/files', { name, mimeType, parents })).json.id;
    const outer = await make('outer');
    const inner = await make('inner', [outer]);
    const into = await world.api(ada, 'PATCH', `/v3/files/${outer}?addParents=${inner}&removeParents=root`, {});
    expect([into.status, reasonOf(into)]).toEqual([403, 'cannotAddParent']);
    expect((await world.api(ada, 'PATCH', `/v3/files/${inner}?addParents=root`, {})).status).toBe(403);
    expect((await world.api(ada, 'POST', '/v3/files', { name: 'x', parents: [outer, inner] })).status).toBe(400);
  });

  it.each([
    ['GET', '/v3/about', undefined],
    ['GET', '/v3/files/generateIds?count=1001', undefined],
    ['POST', '/v3/files', { name: 'x', appProperties: { long: 'x'.repeat(130) } }],
    ['POST', '/v3/files', { name: 'x', modifiedTime: 'yesterday' }],
    ['POST', '/v3/files', { name: 5 }],
    ['PATCH', '/v3/files/root', { trashed: true }],
    ['DELETE', '/v3/files/root', undefined],
    ['GET', '/v3/files/root/export?mimeType=application/pdf', undefined],
  ])('%s %s %j is refused', async (method, path, body) => {
    const { status } = await world.api(ada, method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('everything is there after a restart', async () => {
    const before = await world.tree();
    expect(before.length).toBeGreaterThan(0);
    await world.restart();
    expect(await world.tree()).toEqual(before);
  });
});
