import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { describePageFile } from '../edge/page-files.ts';
import { listObjects } from './list-objects.ts';
import { planRelease, Release } from './plan-release.ts';
import { removeObjects } from './remove-objects.ts';

/** Remembers the releases, beside what they are made of. It names nothing that the page does not name itself. */
const releasesKey = 'releases.json';

interface PageUpload {
  readonly client: S3Client;
  readonly bucket: string;
  /** Folder of the built page. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Puts a version of the page into its bucket. A visitor meets the old one or the new one at any moment, never half of each, and
 * an upload that ends in the middle changes nothing for anybody: run it again.
 *
 * @returns the paths that CloudFront may still have of the old version
 * @throws Error when the folder holds no page; whatever S3 refuses
 */
export async function uploadPage({ client, bucket, folder, now }: PageUpload): Promise<string[]> {
  const files = await listFiles(folder);
  if (!files.includes('index.html')) throw new Error(`No page in ${folder}: run \`npm run build\` first.`);
  const stored = new Set(await listObjects(client, bucket));
  const earlier = stored.has(releasesKey) ? await readReleases(client, bucket) : [];
  const { uploads, releases, removals } = planRelease(files, stored, earlier, now);
  const put = async (key: string, body: Buffer | string) => {
    const { contentType: ContentType, cacheControl: CacheControl } = describePageFile(key);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType, CacheControl }));
  };
  for (const file of uploads) {
    if (file === 'index.html') await put(releasesKey, JSON.stringify(releases));
    await put(file, await readFile(join(folder, file)));
  }
  await removeObjects(client, bucket, removals);
  return uploads.filter((file) => describePageFile(file).cacheControl === 'no-cache').map((file) => `/${file}`);
}

/** Files below a folder; what begins with a dot is the build's own. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(^|\/)\./.test(path));
}

async function readReleases(client: S3Client, Bucket: string): Promise<Release[]> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: releasesKey }));
    return z.array(Release).parse(JSON.parse((await Body?.transformToString()) ?? ''));
  } catch (error) {
    // Lost or unreadable, nothing is known to be superfluous, so nothing will be removed.
    if (error instanceof NoSuchKey || error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}
