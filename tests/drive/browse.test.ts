import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { formatSize } from '../../functions/drive/format-size.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { shortcutType } from '../../shared/domain/drive/drive-file.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { type Answer, type BrowseWorld, startBrowseWorld } from './support/browse-world.ts';

const sharedDrive = '0AStudioSharedDrive01';
let world: BrowseWorld;
let token: string;
let ada: DriveApi;
const ids = { top: '', sub: '', clip: '', link: '', shared: '' };
beforeAll(async () => {
  world = await startBrowseWorld({ drive: { emptyPageEvery: 3 } });
  token = await world.open('ada');
  ada = (await world.driveOf('ada')).api;
  ids.top = await world.makeFolder(ada, 'Footage / 2026');
  ids.sub = await world.makeFolder(ada, 'Day 1', ids.top);
  ids.clip = await world.uploadBy(ada, makeBytes(1536), { name: 'b.mp4', mimeType: 'video/mp4', parentId: ids.top });
  await world.uploadBy(ada, makeBytes(1), { name: 'a.txt', mimeType: 'text/plain', parentId: ids.top });
  const shortcut = { name: 'to day 1', mimeType: shortcutType, shortcutTargetId: ids.sub, parentId: ids.top };
  ids.link = (await world.newFile(ada, shortcut)).id;
  await ada.create({ ...shortcut, id: ids.link });
  for (let index = 0; index < 7; index += 1)
    await world.uploadBy(ada, makeBytes(1), { name: `n${index}`, parentId: ids.sub });
  ids.shared = await world.makeFolder(ada, 'Shared footage', sharedDrive);
  await world.uploadBy(ada, makeBytes(1), { name: 'of all', parentId: ids.shared });
});
afterAll(() => world.close());
afterEach(() => world.control('DELETE', '/faults'));

const namesOf = ({ files }: { readonly files: readonly { readonly name: string }[] }) => files.map(({ name }) => name);

describe('a folder', () => {
  it('shows what is in it, folders first', async () => {
    const page = await world.ask('listFolderContents', { token, folder_id: ids.top });
    expect(namesOf(page)).toEqual(['Day 1', 'a.txt', 'b.mp4', 'to day 1']);
    const [, , clip, link] = page.files;
    expect(clip).toMatchObject({
      id: ids.clip,
      size: 1536,
      sizeFormatted: '1.5 KB',
      owners: ['ada@example.com'],
      parents: [ids.top],
      isVideo: true,
      isFolder: false,
      canDownload: true,
      driveId: null,
    });
    expect(link).toMatchObject({ size: null, isVideo: false, shortcut: { targetId: ids.sub } });
  });

  it('pages to its end, over pages that are empty', async () => {
    const seen: string[] = [];
    let page_token: string | null = null;
    do {
      const more: object = page_token === null ? {} : { page_token };
      const query = { token, folder_id: ids.sub, page_size: '2', ...more };
      const page: Answer<'listFolderContents'> = await world.ask('listFolderContents', query);
      expect(page.hasMorePages).toBe(page.nextPageToken !== null);
      expect(page.files.length).toBeGreaterThan(0);
      seen.push(...namesOf(page));
      page_token = page.nextPageToken;
    } while (page_token !== null);
    expect(seen).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6']);
  });

  it('may be a shortcut to one, or lie in a shared drive', async () => {
    expect(namesOf(await world.ask('listFolderContents', { token, folder_id: ids.link }))).toHaveLength(7);
    expect(namesOf(await world.ask('listFolderContents', { token, folder_id: ids.shared }))).toEqual(['of all']);
    expect(namesOf(await world.ask('listFolderContents', { token, folder_id: sharedDrive }))).toEqual([
      'Shared footage',
    ]);
  });

  it('has a way to it from the top', async () => {
    const pathOf = async (folder_id: string) =>
      (await world.ask('getFolderPath', { token, folder_id })).path.map(({ name }) => name);
    expect(await pathOf(ids.sub)).toEqual(['My Drive', 'Footage / 2026', 'Day 1']);
    expect(await pathOf('root')).toEqual(['My Drive']);
    expect(await pathOf(ids.shared)).toEqual(['North Studio', 'Shared footage']);
  });

  it.each([
    ['clip', 'invalid_input'],
    ['1nowhere', 'not_found'],
  ])('is wanted, and not %s', async (which, code) => {
    const folder_id = which === 'clip' ? ids.clip : which;
    for (const id of ['listFolderContents', 'getFolderPath', 'listFolderContentsRecursive'] as const) {
      await expect(world.ask(id, { token, folder_id })).rejects.toMatchObject({ code });
    }
  });
});

describe('all files', () => {
  it('are searched by their beginnings, as text', async () => {
    expect(namesOf(await world.ask('listFiles', { token, search: 'foot' }))).toEqual(['Footage / 2026']);
    expect(namesOf(await world.ask('listFiles', { token, search: "' or trashed = false or name = '" }))).toEqual([]);
  });

  it('are filtered by type, folder, drive and who shares them, and ordered', async () => {
    const names = async (query: object) =>
      namesOf(await world.ask('listFilesAdvanced', { token, page_size: '1000', order_by: 'name desc', ...query }));
    expect(await names({ mime_type: 'video/*' })).toEqual(['b.mp4']);
    expect(await names({ mime_type: 'video/mp4', folder_id: ids.sub })).toEqual([]);
    expect(await names({ folder_id: ids.top })).toEqual(['to day 1', 'Day 1', 'b.mp4', 'a.txt']);
    expect(await names({ drive_id: sharedDrive })).toEqual(['Shared footage', 'of all']);
    expect(await names({ shared_with_me: 'true' })).toEqual([]);
    expect(await names({ shared_with_me: 'false', search: 'n0' })).toEqual(['n0']);
  });

  it('that are folders', async () => {
    const page = await world.ask('listFolders', { token });
    expect(page.folders).toEqual(page.files);
    expect(namesOf(page)).toEqual(['Day 1', 'Footage / 2026', 'Shared footage']);
  });

  it('have pages of their own: a token of another list is refused', async () => {
    const { nextPageToken } = await world.ask('listFiles', { token, page_size: '1' });
    const page_token = nextPageToken ?? '';
    const wrong = { code: 'invalid_input', details: [{ path: 'page_token' }] };
    await expect(world.ask('listFolders', { token, page_token })).rejects.toMatchObject(wrong);
    await expect(world.ask('listFiles', { token, page_token: 'x' })).rejects.toMatchObject(wrong);
  });
});

describe('a session', () => {
  it('shows its account, its room and what it may', async () => {
    const source = await world.open('ben', 'source');
    expect(await world.ask('getDriveAccount', { token: source })).toMatchObject({
      email: 'ben@example.com',
      name: 'Ben Okoro',
      kind: 'source',
      may_delete_source: false,
      limit_bytes: 15 * 1024 ** 3,
      used_bytes: 0,
      expires_at: '2026-11-01T13:00:00.000Z',
    });
    expect(await world.ask('getDriveAccount', { token })).toMatchObject({ kind: 'general', may_delete_source: true });
    expect(await world.ask('listSharedDrives', { token: source })).toEqual({
      drives: [{ id: sharedDrive, name: 'North Studio' }],
    });
  });

  it('of somebody else is none', async () => {
    const refusal = { code: 'invalid_drive_token' };
    await expect(world.ask('listFiles', { token }, 'stranger')).rejects.toMatchObject(refusal);
    await expect(world.ask('listFiles', { token: 'nonsense' })).rejects.toMatchObject(refusal);
  });

  it.each([
    [{ status: 401, reason: 'authError', count: 2 }, 'reconnect_needed', undefined],
    [{ status: 403, reason: 'userRateLimitExceeded', retryAfter: 7 }, 'too_many_requests', 7],
    [{ status: 500 }, 'platform_error', undefined],
    [{ status: 404, reason: 'notFound' }, 'not_found', undefined],
  ])('is told what Drive says: %j', async (fault, code, retryAfterSeconds) => {
    await world.fault('files.list', { kind: 'status', ...fault });
    await expect(world.ask('listFiles', { token })).rejects.toMatchObject({ code, retryAfterSeconds });
  });
});

it.each([
  [0, '0 B'],
  [1, '1 B'],
  [1023, '1023 B'],
  [1024, '1 KB'],
  [1536, '1.5 KB'],
  [10_240, '10 KB'],
  [1024 ** 2 - 1, '1024 KB'],
  [5 * 1024 ** 3, '5 GB'],
  [2 ** 50, '1024 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
