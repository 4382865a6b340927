import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { folderType } from '../../shared/domain/drive/drive-file.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { type Answer, type BrowseWorld, startBrowseWorld } from './support/browse-world.ts';

let world: BrowseWorld;
let token: string;
let top: string;
/** `A`, `A/A`, `A/B`, …: three folders in each of three levels, and two files in each folder. */
const expected: string[] = [];
beforeAll(async () => {
  world = await startBrowseWorld({ drive: { emptyPageEvery: 2 } });
  token = await world.open('ada');
  const ada = (await world.driveOf('ada')).api;
  top = await world.makeFolder(ada, 'top');
  const fill = async (parentId: string, path: string, depth: number): Promise<void> => {
    for (const name of ['f1', 'f2']) {
      expected.push(path + name);
      await ada.create(await world.newFile(ada, { name, parentId }));
    }
    if (depth === 3) return;
    for (const name of ['A', 'B', 'C']) {
      expected.push(path + name);
      await fill(await world.makeFolder(ada, name, parentId), `${path}${name}/`, depth + 1);
    }
  };
  await fill(top, '', 0);
}, 60_000);
afterAll(() => world.close());

/** Asks until there are no more pages. @param step what happens to the clock at each look */
async function walkAll(query: object, step: number): Promise<{ paths: string[]; depths: number[]; pages: number }> {
  const [paths, depths]: [string[], number[]] = [[], []];
  let page_token: string | null = null;
  let pages = 0;
  const looks = world.deps.clock.now;
  const next = () => {
    world.time.now += step;
    return world.time.now;
  };
  Object.assign(world.deps.clock, { now: next });
  do {
    const page: Answer<'listFolderContentsRecursive'> = await world.ask('listFolderContentsRecursive', {
      token,
      folder_id: top,
      ...query,
      ...(page_token !== null && { page_token }),
    });
    paths.push(...page.files.map(({ path }) => path));
    depths.push(...page.files.map(({ depth }) => depth));
    page_token = page.nextPageToken;
    pages += 1;
  } while (page_token !== null);
  Object.assign(world.deps.clock, { now: looks });
  return { paths, depths, pages };
}

it('a tree is shown down to a depth, each folder before what is in it', async () => {
  const { paths, depths } = await walkAll({ max_depth: '10' }, 0);
  expect(paths.toSorted()).toEqual(expected.toSorted());
  expect(depths).toEqual(paths.map((path) => path.split('/').length));
  for (const path of paths.filter((one) => one.includes('/'))) {
    expect(paths.indexOf(path.slice(0, path.lastIndexOf('/')))).toBeLessThan(paths.indexOf(path));
  }
  for (const max_depth of ['1', '2']) {
    const above = expected.filter((path) => path.split('/').length <= Number(max_depth)).toSorted();
    expect((await walkAll({ max_depth }, 0)).paths.toSorted()).toEqual(above);
  }
});

it('a tree that takes longer than an answer may comes in pieces, the same files in the same order', async () => {
  const whole = await walkAll({ max_depth: '10' }, 0);
  const slow = await walkAll({ max_depth: '10' }, 6_000);
  expect(slow.pages).toBeGreaterThan(10);
  expect(slow.paths).toEqual(whole.paths);
  expect(slow.depths).toEqual(whole.depths);
});

it('a folder of more than a thousand files comes whole', async () => {
  // A hundred at a time take longer on a busy machine than these worlds are patient for.
  const ada = (await world.driveOf('ada', ['drive'], { send: sendOverHttp })).api;
  const many = await world.makeFolder(ada, 'many');
  const generated = await Promise.all([1000, 500].map((count) => ada.generateIds(count, 'files')));
  const made = generated.flat().map((id, index) => ({ id, name: `n${index}`, mimeType: folderType, parentId: many }));
  for (let at = 0; at < made.length; at += 100) {
    await Promise.all(made.slice(at, at + 100).map((file) => ada.create(file)));
  }
  const { paths, pages } = await walkAll({ folder_id: many, max_depth: '1' }, 0);
  expect(new Set(paths).size).toBe(1500);
  expect(pages).toBeGreaterThan(1);
}, 60_000);

const forged = (level: object) => Buffer.from(JSON.stringify([level])).toString('base64url');
const level = { folderId: 'a', pageToken: null, passed: 0 };

it.each(['x', '', 'W10', forged({ ...level, passed: -1 }), forged({ ...level, folderId: '..' })])(
  'the token %j is of no walk',
  async (page_token) => {
    const asked = world.ask('listFolderContentsRecursive', { token, folder_id: top, page_token });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input' });
  },
);
