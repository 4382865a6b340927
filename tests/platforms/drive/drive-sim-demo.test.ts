import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { isFolder } from '../../../shared/domain/drive/drive-file.ts';
import { type ClientWorld, readAll, startClientWorld } from './drive-client-world.ts';

let world: ClientWorld;
let ada: DriveApi;
beforeAll(async () => {
  world = await startClientWorld({ drive: { demoFiles: true } });
  ada = (await world.driveOf('ada')).api;
});
afterAll(() => world.close());

const all = async (api: DriveApi) => (await api.list({ pageSize: 1000 })).files;

describe('demo files', () => {
  it('hold something of everything, and videos that say what they are', async () => {
    const files = await all(ada);
    const videos = files.filter(({ mimeType }) => mimeType === 'video/mp4');
    expect(videos.length).toBeGreaterThan(2);
    for (const { id, sizeBytes, md5, video } of videos) {
      const bytes = await readAll(await ada.download(id, 0, (sizeBytes ?? 0) - 1));
      expect([createHash('md5').update(bytes).digest('hex'), bytes.toString('latin1', 4, 8)]).toEqual([md5, 'ftyp']);
      expect(video?.durationMs).toBeGreaterThanOrEqual(6000);
    }
    expect(new Set(videos.map(({ md5 }) => md5)).size).toBe(videos.length);
    const shortcut = files.find((file) => file.shortcut);
    expect(files.find(({ id }) => id === shortcut?.shortcut?.targetId)?.name).toBe('2026-10 Lofoten');
    expect(files.filter(({ name }) => name === 'receipt.txt')).toHaveLength(2);
    const kinds = files.map(({ mimeType }) => mimeType.replace('application/vnd.google-apps.', ''));
    for (const kind of ['folder', 'document', 'spreadsheet', 'presentation', 'form']) expect(kinds).toContain(kind);
    expect(files.some(({ sizeBytes }) => sizeBytes === 0)).toBe(true);
    const folders = files.filter(isFolder).map(({ id }) => id);
    const filled = new Set(files.flatMap(({ parents }) => parents));
    expect(folders.some((id) => !filled.has(id))).toBe(true);
  });

  it('are shared in part, and not all to be downloaded', async () => {
    const ben = (await world.driveOf('ben')).api;
    const { files } = await ben.list({ sharedWithMe: true, pageSize: 10 });
    expect(files.map(({ name, can }) => [name, can.download])).toEqual([['Teaser, look only.mp4', false]]);
    expect((await all(ben)).map(({ name }) => name)).toContain('Rough cut.mp4');
  });

  it('are there once: what is thrown away stays away, and no call has made them', async () => {
    expect((await world.ledger()).filter(({ platform }: { platform: string }) => platform === 'drive')).toEqual([]);
    const before = await world.tree();
    const [notes] = (await ada.list({ names: ['notes.txt'], pageSize: 10 })).files;
    await ada.trash(notes?.id ?? '');
    await world.restart();
    const after = await world.tree();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.find(({ id }) => id === notes?.id)?.trashed).toBe(true);
  });

  it('are not there unless they are asked for', async () => {
    const bare = await startClientWorld();
    expect(await bare.tree()).toEqual([]);
    await bare.close();
  });
});
