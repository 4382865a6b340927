import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listObjects } from '../../infra/deploy/list-objects.ts';
import { removeObjects } from '../../infra/deploy/remove-objects.ts';
import { uploadPage } from '../../infra/deploy/upload-page.ts';
import { bucket, buildClient, type S3Harness, startHarness } from '../cloud/s3-harness.ts';
import { openTempDir } from './support/open-temp-dir.ts';

const day = 86_400_000;
let s3: S3Harness;

beforeAll(async () => {
  s3 = await startHarness();
});
beforeEach(async () => removeObjects(s3.client, bucket, await listObjects(s3.client, bucket)));
afterAll(() => s3.stop());

/** Builds a page of these files, each of which holds its own name. */
function build(folder: string, ...files: string[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const file of ['index.html', '.vite/manifest.json', ...files]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), files.join());
  }
}

const upload = (folder: string, now = 0, client = s3.client) => uploadPage({ client, bucket, folder, now });
const stored = async () => (await listObjects(s3.client, bucket)).sort();

describe('the page in its bucket', () => {
  it('has its files, with their types and the time that they may be kept, and nothing of the build', async () => {
    using dir = openTempDir();
    build(dir.path, 'assets/main-1.js', 'icon.svg', 'site.json');
    expect(await upload(dir.path)).toEqual(['/icon.svg', '/site.json', '/index.html']);
    expect(await stored()).toEqual(['assets/main-1.js', 'icon.svg', 'index.html', 'releases.json', 'site.json']);
    const head = async (Key: string) => {
      const { ContentType, CacheControl } = await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key }));
      return [ContentType, CacheControl];
    };
    expect(await head('assets/main-1.js')).toEqual([
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    expect(await head('index.html')).toEqual(['text/html; charset=utf-8', 'no-cache']);
  });

  it('keeps what the last version needs for a week, and no longer', async () => {
    using dir = openTempDir();
    build(dir.path, 'assets/main-1.js');
    await upload(dir.path, 0);
    build(dir.path, 'assets/main-2.js');
    await upload(dir.path, 30 * day);
    expect(await stored()).toEqual(['assets/main-1.js', 'assets/main-2.js', 'index.html', 'releases.json']);
    await upload(dir.path, 38 * day);
    expect(await stored()).toEqual(['assets/main-2.js', 'index.html', 'releases.json']);
  });

  it('is the old one until the last file has arrived', async () => {
    using dir = openTempDir();
    build(dir.path, 'assets/main-1.js');
    await upload(dir.path);
    const before = await headOf('index.html');
    build(dir.path, 'assets/main-2.js', 'robots.txt');
    const cut = buildClient(s3.server.url);
    cut.middlewareStack.add(
      (next) => (call) =>
        Reflect.get(call.input, 'Key') === 'robots.txt' ? Promise.reject(new Error('cut')) : next(call),
      { step: 'initialize' },
    );
    await expect(upload(dir.path, 0, cut)).rejects.toThrow('cut');
    expect(await stored()).toContain('assets/main-2.js');
    expect(await headOf('index.html')).toBe(before);
    await upload(dir.path);
    expect(await headOf('index.html')).not.toBe(before);
  });

  it('goes up even when the list of releases is lost or broken, and then removes nothing', async () => {
    using dir = openTempDir();
    build(dir.path, 'assets/main-1.js');
    await upload(dir.path, 0);
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'releases.json', Body: '[{' }));
    build(dir.path, 'assets/main-2.js');
    await upload(dir.path, 90 * day);
    expect(await stored()).toEqual(['assets/main-1.js', 'assets/main-2.js', 'index.html', 'releases.json']);
  });

  it('is not begun without a page', async () => {
    using dir = openTempDir();
    await expect(upload(dir.path)).rejects.toThrow(`No page in ${dir.path}: run \`npm run build\` first.`);
  });
});

async function headOf(Key: string): Promise<string | undefined> {
  return (await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key }))).ETag;
}
