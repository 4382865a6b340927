import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Reply } from '../youtube-sim-world.ts';
import { type DriveWorld, startDriveWorld } from './drive-sim-world.ts';

let world: DriveWorld;
let ada: string;
let folder: string;
const folderType = 'application/vnd.google-apps.folder';

beforeAll(async () => {
  world = await startDriveWorld({ drive: { listLagSeconds: 30, emptyPageEvery: 3 } });
  ada = await world.signInAs('ada');
  folder = (await create({ name: 'clips', mimeType: folderType })).id;
  const parents = [folder];
  await create({ name: 'Holiday 1.mp4', mimeType: 'video/mp4', parents, createdTime: '2024-05-01T00:00:00Z' });
  await create({ name: 'Holiday 2.mov', mimeType: 'video/quicktime', parents, starred: true });
  await create({ name: "it's \\ odd.txt", mimeType: 'text/plain', parents, appProperties: { job: 'seven' } });
  await create({ name: 'gone.mp4', mimeType: 'video/mp4', parents, trashed: false });
  await world.advance(31);
  const [gone] = (await search("name = 'gone.mp4'")).json.files;
  await world.api(ada, 'PATCH', `/v3/files/${gone.id}`, { trashed: true });
});
afterAll(() => world.close());

const create = async (resource: object) => (await world.api(ada, 'POST', '/v3/files', resource)).json;
const search = (q: string, more = '', token = ada) =>
  world.api(token, 'GET', `/v3/files?q=${encodeURIComponent(q)}${more}`);
const everyPage = async (q: string, more = '', caller = ada) => {
  const names: string[] = [];
  const sizes: number[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const page: Reply['json'] = (await search(q, `${more}${token && `&pageToken=${token}`}`, caller)).json;
    names.push(...page.files.map((file: { name: string }) => file.name));
    sizes.push(page.files.length);
    token = page.nextPageToken;
  }
  return { names, sizes };
};

describe('the query language', () => {
  it.each([
    ["name = 'holiday 1.mp4'", ['Holiday 1.mp4']],
    ["name contains 'holi'", ['Holiday 2.mov', 'Holiday 1.mp4']],
    ["name contains 'mp4'", []],
    ["mimeType contains 'video/' and trashed = false", ['Holiday 2.mov', 'Holiday 1.mp4']],
    ["mimeType contains 'video/' and not name contains 'Holiday'", ['gone.mp4']],
    ["(name = 'Holiday 1.mp4' or starred = true) and trashed=false", ['Holiday 2.mov', 'Holiday 1.mp4']],
    ["createdTime < '2025-01-01T00:00:00'", ['Holiday 1.mp4']],
    ["name = 'it\\'s \\\\ odd.txt'", ["it's \\ odd.txt"]],
    ["appProperties has { key='job' and value='seven' }", ["it's \\ odd.txt"]],
    ['trashed = true', ['gone.mp4']],
    ["fullText contains 'holiday'", ['Holiday 2.mov', 'Holiday 1.mp4']],
    ["'ada@example.com' in owners and mimeType = 'text/plain'", ["it's \\ odd.txt"]],
  ])('%s', async (q, names) => {
    expect((await everyPage(q)).names).toEqual(names);
  });

  it.each([
    "name = 'it's'",
    'name',
    "size > '5'",
    "name contains 'a' and",
    "(name = 'a'",
    "trashed = 'perhaps'",
    "createdTime < 'yesterday'",
    "mimeType > 'a'",
    "name = 'a') or trashed = true",
  ])('refuses %s', async (q) => {
    const reply = await search(q);
    expect([reply.status, reply.json.error.errors[0].location]).toEqual([400, 'q']);
  });
});

describe('pages', () => {
  it('may be empty and still lead on; all are seen once', async () => {
    const { names, sizes } = await everyPage(`'${folder}' in parents`, '&pageSize=1&orderBy=name');
    expect(names).toEqual(['gone.mp4', 'Holiday 1.mp4', 'Holiday 2.mov', "it's \\ odd.txt"]);
    expect(sizes).toContain(0);
  });

  it('continue only the list that they come from', async () => {
    const first = await search(`'${folder}' in parents`, '&pageSize=2');
    const token = first.json.nextPageToken;
    expect((await search("name contains 'h'", `&pageToken=${token}`)).status).toBe(400);
    expect((await search(`'${folder}' in parents`, '&pageToken=bm9uc2Vuc2U')).status).toBe(400);
  });

  it.each(['pageSize=0', 'pageSize=1001', 'orderBy=size', 'fields=files(id', 'corpora=mine'])(
    'refuse %s',
    async (more) => {
      expect((await search('', `&${more}`)).status).toBe(400);
    },
  );

  it('have no order with fullText', async () => {
    expect((await search("fullText contains 'a'", '&orderBy=name')).status).toBe(400);
  });
});

describe('what is seen', () => {
  it('a new file is found by its id at once and in lists after a while', async () => {
    const { id } = await create({ name: 'fresh' });
    expect((await world.api(ada, 'GET', `/v3/files/${id}`)).status).toBe(200);
    expect((await search("name = 'fresh'")).json.files).toEqual([]);
    await world.advance(30);
    expect((await everyPage("name = 'fresh'")).names).toEqual(['fresh']);
  });

  it('nothing of another account, and with drive.file only what the app has made', async () => {
    const ben = await world.signInAs('ben');
    expect((await everyPage('', '', ben)).names).toEqual([]);
    const narrow = await world.signInAs('ada', ['drive.file']);
    expect((await everyPage("name = 'Holiday 1.mp4'", '', narrow)).names).toEqual(['Holiday 1.mp4']);
  });

  it('a reading scope changes nothing', async () => {
    const reader = await world.signInAs('ada', ['drive.readonly']);
    expect((await world.api(reader, 'POST', '/v3/files', { name: 'x' })).status).toBe(403);
    expect((await world.api(reader, 'PATCH', `/v3/files/${folder}`, { trashed: true })).status).toBe(403);
    const names = await world.signInAs('ada', ['drive.metadata.readonly']);
    expect((await world.api(names, 'GET', `/v3/files/${folder}?alt=media`)).status).toBe(403);
  });
});
