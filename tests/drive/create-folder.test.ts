import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFolder } from '../../functions/drive/create-folder.ts';
import { driveFolderRoutes } from '../../shared/contract/routes/drive-folders.ts';
import { type BrowseWorld, startBrowseWorld } from './support/browse-world.ts';

const { body: Body, output: Output } = driveFolderRoutes.createFolder;
const now = Date.parse('2026-11-01T12:00:00.000Z');
let world: BrowseWorld;
let token: string;
beforeAll(async () => {
  world = await startBrowseWorld();
  token = await world.open('ben', 'destination');
});
afterAll(() => world.close());

/** As the HTTP layer asks. */
const make = async (body: object) => {
  const context = { requestId: 'r', sourceIp: '', userAgent: '', now, caller: { userId: 'user', sessionId: 's' } };
  const input = { params: undefined, query: undefined, body: Body.parse({ dest_token: token, ...body }) };
  return Output.parse(await createFolder(input, context, world.deps));
};
const foldersIn = async (folder_id: string) =>
  (await world.ask('listFolderContents', { token, folder_id })).files.map(({ name }) => name);

describe('POST /drive/folders', () => {
  it('makes a folder, and one in it', async () => {
    const outer = await make({ name: '  Footage of “2026” ' });
    expect(outer).toMatchObject({ name: 'Footage of “2026”', isFolder: true, canAddChildren: true });
    const inner = await make({ name: "Ana's", parent_id: outer.id });
    expect(inner.parents).toEqual([outer.id]);
    expect(await foldersIn(outer.id)).toEqual(["Ana's"]);
  });

  it('makes no second one of the same name', async () => {
    const { id } = await make({ name: 'Twice' });
    await expect(make({ name: 'Twice' })).rejects.toMatchObject({ code: 'conflict' });
    // Elsewhere the name is free.
    await make({ name: 'Twice', parent_id: id });
    expect((await foldersIn('root')).filter((name) => name === 'Twice')).toHaveLength(1);
  });

  it.each([
    ['in a folder that is not there', { parent_id: 'nowhere' }, 'not_found'],
    ['behind an unknown token', { dest_token: 'unknown' }, 'invalid_drive_token'],
  ])('makes none %s', async (_case, body, code) => {
    await expect(make({ name: 'New', ...body })).rejects.toMatchObject({ code });
  });

  it('makes none at a source, which Hopper may only read', async () => {
    const dest_token = await world.open('ada', 'source');
    await expect(make({ name: 'New', dest_token })).rejects.toMatchObject({ code: 'wrong_session_kind' });
  });

  it.each(['', '   ', 'x'.repeat(256)])('takes no name like %j', (name) => {
    expect(Body.safeParse({ dest_token: token, name }).success).toBe(false);
  });
});
