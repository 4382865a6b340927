import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { folderType, shortcutType } from '../../../shared/domain/drive/drive-file.ts';
import fc from '../../support/fast-check.ts';
import { makeBytes } from '../youtube-sim-world.ts';
import { type ClientWorld, readAll, startClientWorld } from './drive-client-world.ts';

const block = 262_144;
const sharedDrive = '0AStudioSharedDrive01';
const docType = 'application/vnd.google-apps.document';
let world: ClientWorld;
let ada: DriveApi;
beforeAll(async () => {
  world = await startClientWorld();
  ada = (await world.driveOf('ada')).api;
});
afterAll(() => world.close());

const namesIn = async (api: DriveApi, query: Partial<Parameters<DriveApi['list']>[0]>) =>
  (await api.list({ pageSize: 100, ...query })).files.map(({ name }) => name).sort();

describe('a Drive', () => {
  it('knows its account and its room', async () => {
    expect(await ada.about()).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada Marsh',
      limitBytes: 15 * 1024 ** 3,
      permissionId: expect.stringMatching(/^\d+$/),
    });
  });

  it('carries bytes, words and times up in chunks and down in ranges', async () => {
    const bytes = makeBytes(2 * block + 77);
    const words = { description: 'Día 1\n"x"', createdTime: '2019-05-04T03:02:01.000Z' };
    const file = await world.newFile(ada, {
      name: "Zoë's 🏖/clip.mp4",
      mimeType: 'video/mp4',
      modifiedTime: '2020-02-29T12:00:00.000Z',
      appProperties: { hopper: '1' },
      ...words,
    });
    const session = await ada.beginUpload(file, bytes.length);
    expect(await ada.askUpload(session, bytes.length)).toEqual({ state: 'open', receivedBytes: 0 });
    const first = await ada.sendChunk(session, world.chunk(bytes, 0, block));
    expect(first).toEqual({ state: 'open', receivedBytes: block });
    const last = await ada.sendChunk(session, world.chunk(bytes, block));
    const there = await ada.find(file.id);
    expect(last).toEqual({ state: 'finished', file: there });
    expect(await ada.askUpload(session, bytes.length)).toEqual(last);
    expect(there).toMatchObject({
      name: "Zoë's 🏖/clip.mp4",
      sizeBytes: bytes.length,
      md5: createHash('md5').update(bytes).digest('hex'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      modifiedTime: '2020-02-29T12:00:00.000Z',
      appProperties: { hopper: '1' },
      ownedByMe: true,
      owners: ['ada@example.com'],
      trashed: false,
      ...words,
    });
    const range = await readAll(await ada.download(file.id, block - 5, bytes.length - 1));
    expect(range.equals(bytes.subarray(block - 5))).toBe(true);
  });

  it('makes nothing twice with one id: neither folder, file, nor shortcut', async () => {
    const folder = await world.newFile(ada, { name: 'once', mimeType: folderType });
    expect(await ada.create(folder)).toMatchObject({ id: folder.id, can: { addChildren: true } });
    expect(await ada.create(folder)).toBe('exists');
    expect(await ada.beginUpload({ ...folder, mimeType: 'text/plain' }, 5)).toBe('exists');
    const link = { name: 'link', mimeType: shortcutType, shortcutTargetId: folder.id };
    const shortcut = await world.newFile(ada, link);
    expect(await ada.create(shortcut)).toMatchObject({ shortcut: { targetId: folder.id, targetMimeType: folderType } });
    expect(await ada.create(shortcut)).toBe('exists');
    const empty = await world.newFile(ada, { name: 'empty' });
    expect(await ada.create(empty)).toMatchObject({ sizeBytes: 0, md5: 'd41d8cd98f00b204e9800998ecf8427e' });
  });

  it('says so when the last chunk finds the id taken', async () => {
    const file = await world.newFile(ada);
    const sessions = [await ada.beginUpload(file, 10), await ada.beginUpload(file, 10)];
    const bytes = makeBytes(10);
    expect((await ada.sendChunk(sessions[0] ?? '', world.chunk(bytes))).state).toBe('finished');
    const second = ada.sendChunk(sessions[1] ?? '', world.chunk(bytes));
    await expect(second).rejects.toMatchObject({ causeCode: 'fileIdInUse' });
    expect(await ada.askUpload(sessions[1] ?? '', 10)).toEqual({ state: 'gone' });
  });

  it('gives a file new content and keeps its id', async () => {
    const id = await world.uploadBy(ada, makeBytes(10), { name: 'draft' });
    const bytes = makeBytes(999);
    const change = { mimeType: 'text/plain', modifiedTime: '2021-01-01T00:00:00.000Z', description: 'second' };
    const session = await ada.beginReplacement(id, change, bytes.length);
    await ada.sendChunk(session, world.chunk(bytes));
    expect(await ada.find(id)).toMatchObject({ name: 'draft', sizeBytes: 999, ...change });
    await expect(ada.beginReplacement('1nothere', change, 5)).rejects.toMatchObject({ causeCode: 'notFound' });
  });

  it('lays in the trash and never destroys', async () => {
    const id = await world.uploadBy(ada, makeBytes(10), { name: 'old' });
    await ada.trash(id);
    await ada.trash(id);
    expect(await ada.find(id)).toMatchObject({ trashed: true });
    expect(await namesIn(ada, { names: ['old'] })).toEqual([]);
    expect(await ada.find('1nothere')).toBeUndefined();
    await expect(ada.trash('1nothere')).rejects.toMatchObject({ kind: 'rejected', causeCode: 'notFound' });
  });

  it('exports documents', async () => {
    const { id } = (
      await world.api(await world.signInAs('ada'), 'POST', '/v3/files', { name: 'Doc', mimeType: docType })
    ).json;
    expect(await ada.export(id, 'application/pdf')).toHaveLength(20_000);
    await world.oddly(id, { exportBytes: 11 * 1024 ** 2 });
    await expect(ada.export(id, 'application/pdf')).rejects.toMatchObject({ causeCode: 'exportSizeLimitExceeded' });
    await expect(ada.download(id, 0, 9)).rejects.toMatchObject({ causeCode: 'fileNotDownloadable' });
  });
});

describe('lists', () => {
  const names = ["It's", 'back\\slash', "both \\' of them", 'plain', 'Zürich', "' or name != '"];
  let folder: string;
  beforeAll(async () => {
    folder = await world.makeFolder(ada, 'lists');
    for (const name of names) await world.uploadBy(ada, makeBytes(1), { name, parentId: folder });
    await world.uploadBy(ada, makeBytes(1), { name: 'clip', mimeType: 'video/mp4', parentId: folder });
    await world.makeFolder(ada, 'sub', folder);
  });

  it.each(names)('find %j by its name and by its beginning, and nothing else', async (name) => {
    expect(await namesIn(ada, { folderId: folder, names: [name] })).toEqual([name]);
    expect(await namesIn(ada, { folderId: folder, search: ` ${name} ` })).toEqual([name]);
  });

  it('find any name, whatever characters it has, and never a file of another one', async () => {
    const parent = await world.makeFolder(ada, 'any');
    const made = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (name) => {
        if (!made.has(name)) made.set(name, (await world.newFile(ada)).id);
        await ada.create({ id: made.get(name) ?? '', name, mimeType: 'text/plain', parentId: parent });
        const { files } = await ada.list({ folderId: parent, names: [name], pageSize: 1000 });
        expect(files.map(({ id }) => id)).toContain(made.get(name));
        for (const file of files) expect(file.name.toLowerCase()).toBe(name.toLowerCase());
      }),
      { numRuns: 60 },
    );
  });

  it('find several names, types and folders', async () => {
    expect(await namesIn(ada, { folderId: folder, names })).toEqual([...names].sort());
    expect(await namesIn(ada, { folderId: folder, mimeTypes: ['video/'] })).toEqual(['clip']);
    expect(await namesIn(ada, { folderId: folder, mimeTypes: ['video/mp4', folderType] })).toEqual(['clip', 'sub']);
    expect(await namesIn(ada, { folderId: folder, foldersOnly: true })).toEqual(['sub']);
  });

  it('come in pages to the end', async () => {
    const query = { folderId: folder, orderBy: 'name', pageSize: 3 };
    const seen: string[] = [];
    let pageToken: string | null = null;
    do {
      const page = await ada.list(pageToken === null ? query : { ...query, pageToken });
      seen.push(...page.files.map(({ name }) => name));
      pageToken = page.nextPageToken;
    } while (pageToken !== null);
    expect(seen.sort()).toEqual([...names, 'clip', 'sub'].sort());
    const foreign = ada.list({ ...query, orderBy: 'createdTime', pageToken: 'nonsense' });
    await expect(foreign).rejects.toMatchObject({ kind: 'rejected', causeCode: 'invalid' });
  });

  it('hold what others share', async () => {
    const ben = (await world.driveOf('ben')).api;
    const id = await world.uploadBy(ben, makeBytes(5), { name: 'for ada' });
    const wish = { type: 'user', role: 'reader', emailAddress: 'ada@example.com' };
    await world.api(await world.signInAs('ben'), 'POST', `/v3/files/${id}/permissions`, wish);
    expect(await namesIn(ada, { sharedWithMe: true })).toEqual(['for ada']);
    expect(await ada.find(id)).toMatchObject({ ownedByMe: false, can: { edit: false, trash: false, download: true } });
    await expect(ada.trash(id)).rejects.toMatchObject({ causeCode: 'insufficientFilePermissions' });
  });
});

it('everything works in shared drives, and no call forgets to say that it knows them', async () => {
  const before = await world.stat('requestsWithoutAllDrives');
  expect(await ada.listSharedDrives()).toEqual([{ id: sharedDrive, name: 'North Studio' }]);
  const folder = await world.makeFolder(ada, 'shared', sharedDrive);
  const bytes = makeBytes(block + 3);
  const id = await world.uploadBy(ada, bytes, { name: 'in common', parentId: folder });
  const session = await ada.beginReplacement(id, { mimeType: 'text/plain' }, bytes.length);
  await ada.sendChunk(session, world.chunk(bytes));
  expect((await readAll(await ada.download(id, 0, bytes.length - 1))).equals(bytes)).toBe(true);
  expect(await ada.find(id)).toMatchObject({ driveId: sharedDrive, owners: [], ownedByMe: false });
  expect(await namesIn(ada, { folderId: folder, driveId: sharedDrive })).toEqual(['in common']);
  expect(await namesIn(ada, { search: 'in common' })).toEqual(['in common']);
  const ben = (await world.driveOf('ben')).api;
  await expect(world.makeFolder(ben, 'mine', folder)).rejects.toMatchObject({
    causeCode: 'insufficientFilePermissions',
  });
  await ada.trash(folder);
  expect(await ada.find(id)).toMatchObject({ trashed: true });
  expect(await world.stat('requestsWithoutAllDrives')).toBe(before);
});
