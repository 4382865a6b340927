import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { drive_v3 } from '@googleapis/drive';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBytes } from '../youtube-sim-world.ts';
import { type DriveWorld, startDriveWorld } from './drive-sim-world.ts';

let world: DriveWorld;
let client: drive_v3.Drive;
beforeAll(async () => {
  world = await startDriveWorld();
  client = world.client(await world.signInAs('ada'));
});
afterAll(() => world.close());

const folderType = 'application/vnd.google-apps.folder';

describe('the official client', () => {
  it('asks about the account', async () => {
    const { data } = await client.about.get({ fields: 'user,storageQuota' });
    expect(data.user?.emailAddress).toBe('ada@example.com');
    expect(data.storageQuota?.limit).toBe(String(15 * 1024 ** 3));
    expect(Object.keys(data).sort()).toEqual(['storageQuota', 'user']);
  });

  it('makes a folder with an id of its own, lists it by its parent and finds it by its name', async () => {
    const { data: ids } = await client.files.generateIds({ count: 1 });
    const [id = ''] = ids.ids ?? [];
    const requestBody = { id, name: "Ada's clips / 2026", mimeType: folderType };
    await client.files.create({ requestBody, supportsAllDrives: true });
    const fields = 'nextPageToken,files(id,name,parents)';
    const { data } = await client.files.list({ q: "'root' in parents and trashed = false", fields });
    expect(data.files).toContainEqual(expect.objectContaining({ id, name: "Ada's clips / 2026" }));
    const named = await client.files.list({ q: "name = 'Ada\\'s clips / 2026'" });
    expect(named.data.files?.map((file) => file.id)).toEqual([id]);
    await expect(client.files.create({ requestBody })).rejects.toMatchObject({ status: 409 });
  });

  it('uploads by multipart and downloads the same bytes, whole and in ranges', async () => {
    const bytes = makeBytes(300_001);
    const media = { mimeType: 'video/mp4', body: Readable.from([bytes.subarray(0, 999), bytes.subarray(999)]) };
    const requestBody = { name: 'clip.mp4', modifiedTime: '2020-02-29T12:00:00.000Z' };
    const fields = 'id,size,md5Checksum,sha256Checksum,modifiedTime';
    const { data } = await client.files.create({ requestBody, media, fields }, world.at);
    expect(data).toEqual({
      id: expect.any(String),
      size: '300001',
      md5Checksum: createHash('md5').update(bytes).digest('hex'),
      sha256Checksum: createHash('sha256').update(bytes).digest('hex'),
      modifiedTime: '2020-02-29T12:00:00.000Z',
    });
    const whole = await client.files.get({ fileId: data.id ?? '', alt: 'media' }, { responseType: 'arraybuffer' });
    expect(Buffer.from(whole.data as ArrayBuffer).equals(bytes)).toBe(true);
    const headers = { range: 'bytes=1000-1999' };
    const part = await client.files.get(
      { fileId: data.id ?? '', alt: 'media' },
      { responseType: 'arraybuffer', headers },
    );
    expect(part.status).toBe(206);
    expect(Buffer.from(part.data as ArrayBuffer).equals(bytes.subarray(1000, 2000))).toBe(true);
  });

  it('renames, moves, trashes and deletes', async () => {
    const make = async (name: string, type = folderType, parents?: string[]) =>
      (await client.files.create({ requestBody: { name, mimeType: type, ...(parents && { parents }) } })).data.id ?? '';
    const [from, to] = [await make('from'), await make('to')];
    const id = await make('note.txt', 'text/plain', [from]);
    await client.files.update({ fileId: id, addParents: to, removeParents: from, requestBody: { name: 'note 2.txt' } });
    const moved = await client.files.get({ fileId: id, fields: 'name,parents,size' });
    expect(moved.data).toEqual({ name: 'note 2.txt', parents: [to], size: '0' });
    await client.files.update({ fileId: to, requestBody: { trashed: true } });
    const inside = await client.files.get({ fileId: id, fields: 'trashed,explicitlyTrashed' });
    expect(inside.data).toEqual({ trashed: true, explicitlyTrashed: false });
    await client.files.delete({ fileId: to });
    await expect(client.files.get({ fileId: id })).rejects.toMatchObject({ status: 404 });
  });

  it('copies what another account has shared', async () => {
    const ben = world.client(await world.signInAs('ben'));
    const bytes = makeBytes(5000);
    const media = { mimeType: 'text/plain', body: Readable.from([bytes]) };
    const { data } = await ben.files.create({ requestBody: { name: 'plan.txt' }, media }, world.at);
    const fileId = data.id ?? '';
    await expect(client.files.copy({ fileId, requestBody: {} })).rejects.toMatchObject({ status: 404 });
    const requestBody = { type: 'user', role: 'reader', emailAddress: 'ada@example.com' };
    await ben.permissions.create({ fileId, requestBody, sendNotificationEmail: false });
    const copy = await client.files.copy({
      fileId,
      requestBody: { name: 'mine.txt' },
      fields: 'md5Checksum,ownedByMe',
    });
    expect(copy.data).toEqual({ md5Checksum: createHash('md5').update(bytes).digest('hex'), ownedByMe: true });
  });

  it('exports a document and is told when it is too large', async () => {
    const mimeType = 'application/vnd.google-apps.document';
    const { data } = await client.files.create({ requestBody: { name: 'Script', mimeType } });
    const fileId = data.id ?? '';
    const asPdf = { fileId, mimeType: 'application/pdf' };
    const rendition = await client.files.export(asPdf, { responseType: 'arraybuffer' });
    expect((rendition.data as ArrayBuffer).byteLength).toBe(20_000);
    await world.oddly(fileId, { exportBytes: 11 * 1024 ** 2 });
    await expect(client.files.export(asPdf)).rejects.toMatchObject({ status: 403 });
    await expect(client.files.get({ fileId, alt: 'media' })).rejects.toMatchObject({ status: 403 });
  });

  it('sees shared drives only when it says that it knows them', async () => {
    const { data } = await client.drives.list({});
    const [shared] = data.drives ?? [];
    const requestBody = { name: 'in common', mimeType: folderType, parents: [shared?.id ?? ''] };
    const made = await client.files.create({ requestBody, supportsAllDrives: true, fields: 'id,driveId' });
    expect(made.data.driveId).toBe(shared?.id);
    const fileId = made.data.id ?? '';
    await expect(client.files.get({ fileId })).rejects.toMatchObject({ status: 404 });
    const q = `'${shared?.id}' in parents`;
    expect((await client.files.list({ q })).data.files).toEqual([]);
    const both = { q, supportsAllDrives: true, includeItemsFromAllDrives: true };
    expect((await client.files.list(both)).data.files).toHaveLength(1);
  });
});
