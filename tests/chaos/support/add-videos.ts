import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HopperUser } from '../../support/hopper-user.ts';

const clipPath = new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url);
/** What is uploaded before it is sent on its way, so that posting begins while uploads go on. */
const batch = 25;

/** A video as it was given to Hopper. */
export interface AddedVideo {
  readonly user: HopperUser;
  readonly id: string;
  readonly title: string;
  readonly sha256: string;
}

/** Uploads so many small videos, no two alike, and posts them everywhere, batch by batch. */
export async function addVideos(
  user: HopperUser,
  { count, prefix, folder }: { readonly count: number; readonly prefix: string; readonly folder: string },
): Promise<AddedVideo[]> {
  const clip = await readFile(clipPath);
  const added: AddedVideo[] = [];
  for (let index = 0; index < count; index += 1) {
    const title = `${prefix}-${index}`;
    const bytes = Buffer.concat([clip, freeBox(title)]);
    const path = join(folder, `${title}.mp4`);
    await writeFile(path, bytes);
    const { id } = await user.upload(path, `${title}.mp4`);
    added.push({ user, id, title, sha256: createHash('sha256').update(bytes).digest('hex') });
    if (added.length % batch === 0 || added.length === count) await user.client.postVideos();
  }
  return added;
}

/** A box that no player looks at. */
function freeBox(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + body.length, 0);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, body]);
}
