import { createCipheriv, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stack, startStack } from '../support/stack.ts';
import type { DriveHands } from '../transfers/support/drive-hands.ts';
import { type DriveUser, isAtRest, openDrives, registerDriveUser } from './drive-user.ts';

const folderType = 'application/vnd.google-apps.folder';
const mebibyte = 1024 ** 2;
const fixture = (name: string) => readFile(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let stack: Stack;
let user: DriveUser;
let ada: DriveHands;
let source_token: string;
let clip: Buffer;
let movie: Buffer;

beforeAll(async () => {
  [clip, movie] = await Promise.all([fixture('clip-h264-aac.mp4'), fixture('clip-moov-last.mov')]);
  stack = await startStack({ env: { LEASE_SECONDS: '3' } });
  user = await registerDriveUser(stack.url);
  await user.connect('youtube');
  ada = await (await openDrives(stack)).hands('ada');
  source_token = await user.openSession('source', { account: 'ada' });
}, 90_000);
afterAll(() => stack.stop(), 30_000);

async function order(file_ids: readonly string[], more: object = {}): Promise<string> {
  const { status, body } = await user.ask('POST', '/imports', { source_token, file_ids, ...more });
  if (status !== 202) throw new Error(JSON.stringify(body));
  return body.id;
}
const importAll = async (file_ids: readonly string[], more: object = {}) =>
  user.waitForTransfer(await order(file_ids, more), isAtRest, 120);
const told = ({ items }: Awaited<ReturnType<typeof importAll>>) =>
  Object.fromEntries(items.map(({ name, status, reason }) => [name, reason ? [status, reason.code] : status]));
/** Another file with the same film: what comes after it is not looked at by players. */
function longer(film: Buffer, sizeBytes: number, seed: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(sizeBytes - film.length, 0);
  head.write('free', 4, 'latin1');
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return Buffer.concat([film, head, noise.update(Buffer.alloc(sizeBytes - film.length - head.length))]);
}

describe('videos of a Drive', () => {
  let summer: string;
  let first: string;

  it('come into the queue with the words of the templates, ready to be posted', async () => {
    await user.client.setGlobalSettings({ body: { title_template: '{folder}: {filename}' } });
    summer = await ada.make({ name: 'Summer ☀️', mimeType: folderType });
    const lisbon = await ada.make({ name: 'Lisbon / day 1', mimeType: folderType, parents: [summer] });
    first = await ada.make({ name: 'Tram.mp4', mimeType: 'video/mp4', parents: [summer] }, clip);
    await ada.make({ name: 'Harbour', mimeType: 'video/quicktime', parents: [lisbon] }, movie);
    await ada.make({ name: 'notes.txt', mimeType: 'text/plain', parents: [summer] }, Buffer.from('words'));
    await ada.make({ name: 'fake.mp4', mimeType: 'video/mp4', parents: [summer] }, Buffer.alloc(5000, 7));
    await ada.make({ name: 'empty.mp4', mimeType: 'video/mp4', parents: [summer] });
    await ada.make({ name: 'Script', mimeType: 'application/vnd.google-apps.document', parents: [lisbon] });

    const id = await order([summer], { plan_only: true });
    const planned = await user.waitForTransfer(id, isAtRest);
    expect(planned).toMatchObject({ kind: 'import', status: 'planned', destination: null });
    expect(planned.plan).toMatchObject({ complete: true, bytes: clip.length + movie.length + 5000, fits: true });
    expect(await user.client.listVideos()).toEqual([]);

    await user.ask('POST', `/transfers/${id}/run`);
    const done = await user.waitForTransfer(id, isAtRest);
    expect([done.status, told(done)]).toMatchObject([
      'done',
      {
        'Tram.mp4': 'done',
        Harbour: 'done',
        'notes.txt': ['skipped', 'not_a_video'],
        'fake.mp4': ['skipped', 'not_a_video'],
        'empty.mp4': ['skipped', 'empty_file'],
        Script: ['skipped', 'not_a_video'],
      },
    ]);
    const videoOf = (name: string) => done.items.find((item) => item.name === name)?.video_id ?? '';
    const tram = await user.waitFor(videoOf('Tram.mp4'), ({ media }) => media !== null);
    expect(tram).toMatchObject({ filename: 'Tram.mp4', status: 'pending', generated_title: 'Summer ☀️: Tram' });
    expect(tram.media).toMatchObject({ duration_seconds: 4, video_codec: 'avc1.64001f' });
    const harbour = await user.client.getVideo({ params: { videoId: videoOf('Harbour') } });
    expect(harbour).toMatchObject({ filename: 'Harbour.mov', generated_title: 'Lisbon / day 1: Harbour' });

    await user.client.postVideos();
    for (const { id: videoId } of [tram, harbour]) await user.waitFor(videoId, ({ status }) => status === 'uploaded');
    const out = (await stack.ledger()).filter(({ platform }) => platform === 'youtube');
    expect(out.map(({ title, sha256 }) => [title, sha256]).toSorted()).toEqual([
      ['Lisbon / day 1: Harbour', sha256Of(movie)],
      ['Summer ☀️: Tram', sha256Of(clip)],
    ]);
  }, 120_000);

  it('come once, whatever they are called by then; with other bytes they are other videos', async () => {
    await ada.api('PATCH', `/v3/files/${first}`, { name: 'Renamed.mp4' });
    const again = await importAll([summer, first]);
    expect(again.status).toBe('done');
    expect(again.plan).toMatchObject({ existing: 2 });
    expect(told(again)).toMatchObject({
      'Renamed.mp4': ['skipped', 'already_imported'],
      Harbour: ['skipped', 'already_imported'],
    });
    expect(await user.client.listVideos()).toHaveLength(2);

    await fetch(`${ada.url}/drive/upload/drive/v3/files/${first}?uploadType=media`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'video/mp4' },
      body: new Uint8Array(longer(clip, clip.length + 1000, 1)),
    });
    expect(told(await importAll([first]))).toEqual({ 'Renamed.mp4': 'done' });
    expect(await user.client.listVideos()).toHaveLength(3);
  }, 120_000);

  it('are left out when a video of their name waits, until duplicates are allowed', async () => {
    const id = await ada.make({ name: 'Renamed.mp4', mimeType: 'video/mp4' }, longer(clip, clip.length + 2000, 2));
    const refused = await importAll([id]);
    expect(refused.items[0]?.reason).toEqual({
      code: 'duplicate_video',
      message: 'Duplicate video: Renamed.mp4 is already in the queue',
    });
    await user.client.setGlobalSettings({ body: { allow_duplicates: true } });
    expect(told(await importAll([id]))).toEqual({ 'Renamed.mp4': 'done' });
    await user.client.setGlobalSettings({ body: { allow_duplicates: false } });
  }, 120_000);
});

it('a token for a destination, another user’s, or none at all imports nothing', async () => {
  const id = await ada.make({ name: 'private.mp4', mimeType: 'video/mp4' }, clip);
  const destination = await user.openSession('destination', { account: 'ada' });
  const ask = (token: string, who = user) => who.ask('POST', '/imports', { source_token: token, file_ids: [id] });
  expect((await ask(destination)).body.error.code).toBe('wrong_session_kind');
  expect((await ask('nonsense')).body.error.code).toBe('invalid_drive_token');
  const stranger = await registerDriveUser(stack.url);
  expect((await ask(source_token, stranger)).body.error.code).toBe('invalid_drive_token');
  expect((await user.ask('POST', '/imports', { source_token, file_ids: [id], bytes_per_second: 65_536 })).status).toBe(
    400,
  );
});

it('a large file whose workers are killed becomes one video, byte for byte', async () => {
  const film = longer(clip, 60 * mebibyte, 9);
  const file = await ada.make({ name: 'Large.mp4', mimeType: 'video/mp4' }, film);
  // Some 4 s, of which each worker sees a part.
  const id = await order([file], { bytes_per_second: 15_000_000 });
  const killed = new Set<number>();
  let seen = 0;
  while (killed.size < 3) {
    const at = await user.waitForTransfer(id, (one) => isAtRest(one) || one.progress.bytes > seen, 60);
    expect(isAtRest(at)).toBe(false);
    seen = at.progress.bytes;
    const functions = await stack.functions();
    const worker = functions.find(({ name, state }) => name.includes('transfer-worker') && state === 'busy');
    if (worker && !killed.has(worker.pid)) {
      process.kill(worker.pid, 'SIGKILL');
      killed.add(worker.pid);
    }
    await delay(50);
  }
  const done = await user.waitForTransfer(id, isAtRest, 120);
  expect([done.status, done.progress.bytes]).toEqual(['done', film.length]);
  const videos = (await user.client.listVideos()).filter(({ filename }) => filename === 'Large.mp4');
  expect(videos).toHaveLength(1);
  await user.client.postVideos();
  await user.waitFor(videos[0]?.id ?? '', ({ status }) => status === 'uploaded', 120);
  const out = (await stack.ledger()).filter(({ title }) => title?.endsWith('Large'));
  expect(out.map(({ sha256 }) => sha256)).toEqual([sha256Of(film)]);
}, 240_000);
