import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildOnce } from '../../local/config/build-once.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let builds: number;
/** What happens while a build goes on. */
let meanwhile: () => Promise<void>;
beforeEach(async () => {
  folder = await tempFolder();
  builds = 0;
  meanwhile = async () => undefined;
  await mkdir(join(folder.path, 'code/inner'), { recursive: true });
  await save('one');
});
afterEach(() => folder.remove());

const save = (text: string) => writeFile(join(folder.path, 'code/inner/a.ts'), text);
const run = async (outDir: string) => {
  const build = async (into: string) => {
    builds += 1;
    await mkdir(into, { recursive: true });
    await meanwhile();
    await writeFile(join(into, 'out.txt'), await readFile(join(folder.path, 'code/inner/a.ts')));
  };
  const cacheDir = join(folder.path, 'cache');
  await buildOnce({ name: 'code', root: folder.path, sources: ['code'], cacheDir, build }, join(folder.path, outDir));
  return readFile(join(folder.path, outDir, 'out.txt'), 'utf8');
};

describe('a build', () => {
  it('is made once for all data folders, and again when a source has changed', async () => {
    expect([await run('x'), await run('x'), await run('y')]).toEqual(['one', 'one', 'one']);
    expect(builds).toBe(1);
    await save('two');
    expect([await run('x'), await run('z')]).toEqual(['two', 'two']);
    expect(builds).toBe(2);
  });

  it('is made again when it is neither in the folder nor kept', async () => {
    await run('x');
    await rm(join(folder.path, 'x'), { recursive: true });
    await rm(join(folder.path, 'cache'), { recursive: true });
    expect(await run('x')).toBe('one');
    expect(builds).toBe(2);
  });

  it('takes no file along that the sources do not give any more', async () => {
    await run('x');
    await writeFile(join(folder.path, 'x/old.txt'), '');
    await save('two');
    await run('x');
    expect((await readdir(join(folder.path, 'x'))).sort()).toEqual(['.built-from', 'out.txt']);
  });

  it('during which a source was saved is not kept', async () => {
    meanwhile = () => save('two');
    expect(await run('x')).toBe('two');
    meanwhile = async () => undefined;
    await save('one');
    expect([await run('x'), await run('y')]).toEqual(['one', 'one']);
  });

  it('that ends in the middle leaves nothing that is taken for one', async () => {
    meanwhile = () => Promise.reject(new Error('no space'));
    await expect(run('x')).rejects.toThrow('no space');
    meanwhile = async () => undefined;
    expect(await run('x')).toBe('one');
    expect(builds).toBe(2);
  });

  it('is kept for the four sources that were used last', async () => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) {
      await save(text);
      await run('x');
    }
    expect(await readdir(join(folder.path, 'cache'))).toHaveLength(4);
    await save('e');
    expect(await run('y')).toBe('e');
    expect(builds).toBe(5);
  });

  it('is made without a cache where that cannot be written', async () => {
    await writeFile(join(folder.path, 'cache'), 'a file, no folder');
    expect(await run('x')).toBe('one');
    expect(await run('x')).toBe('one');
    expect(builds).toBe(1);
  });
});
