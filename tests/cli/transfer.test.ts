import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DriveUser, openDrives, registerDriveUser } from '../journeys/drive-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { DriveHands } from '../transfers/support/drive-hands.ts';
import { mixedTree } from '../transfers/support/mixed-tree.ts';
import { plantTree } from '../transfers/support/plant-tree.ts';
import { hopper, type Outcome } from './hopper-process.ts';

let stack: Stack;
let user: DriveUser;
let ada: DriveHands;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Record<string, string>;
const drives: { source?: string; destination?: string } = {};

beforeAll(async () => {
  stack = await startStack();
  user = await registerDriveUser(stack.url);
  ada = await (await openDrives(stack)).hands('ada');
  drives.source = await user.openSession('source', { account: 'ada', deleteSource: true });
  drives.destination = await user.openSession('destination', { account: 'ben' });
  folder = await tempFolder();
  const body = { name: 'terminal', scopes: ['drive:read' as const, 'drive:write' as const] };
  const { token } = await user.client.createToken({ body });
  env = { HOPPER_LOGIN_FILE: join(folder.path, 'login.json'), HOPPER_TOKEN: String(token), HOPPER_URL: stack.url };
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await folder.remove();
});

const json = ({ code, stdout, stderr }: Outcome) => {
  expect(stderr).toBe('');
  return { code, seen: JSON.parse(stdout) };
};

describe('hopper and Drives', () => {
  it('says what to do when no Drive is open', async () => {
    const run = await hopper(['transfer', 'root'], { env });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('hopper drive source') });
  });

  it('keeps Drives that are open, and refuses what is none', async () => {
    const refused = await hopper(['drive', 'source'], { env, input: 'nonsense\n' });
    expect(refused.code).toBe(3);
    for (const end of ['source', 'destination'] as const) {
      const run = await hopper(['drive', end], { env, input: `${drives[end]}\n` });
      expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/Drive of (ada|ben)/) });
      expect(run.stdout + run.stderr).not.toContain(String(drives[end]));
    }
  });

  it('plans a folder, moves it and tells what could not be moved', async () => {
    const tree = await plantTree(ada, mixedTree, { rootName: 'By terminal' });
    expect((await hopper(['files'], { env })).stdout).toMatch(new RegExp(`${tree.rootId} +folder +By terminal`));
    const planned = json(await hopper(['transfer', tree.rootId, '--plan', '--json'], { env }));
    expect(planned).toMatchObject({ code: 0, seen: { status: 'planned', plan: { complete: true, folders: 6 } } });
    const done = json(await hopper(['transfers', planned.seen.id, 'run', '--watch', '--json'], { env }));
    expect(done).toMatchObject({ code: 0, seen: { status: 'done', progress: { failed: 0 } } });
    const listed = await hopper(['files', '--destination', '--search', 'By terminal'], { env });
    expect(listed.stdout).toMatch(/folder +By terminal/);
    const shown = await hopper(['transfers', planned.seen.id], { env });
    expect(shown.stdout).toMatch(/Poll +skipped /);
  }, 90_000);

  it('brings videos into the queue', async () => {
    const clip = await readFile(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
    await ada.make({ name: 'Tram.mp4', mimeType: 'video/mp4' }, clip);
    const [video] = json(await hopper(['files', '--search', 'Tram', '--json'], { env })).seen;
    const done = json(await hopper(['import', video.id, '--watch', '--json'], { env }));
    expect(done).toMatchObject({ code: 0, seen: { status: 'done' } });
    const queue = await user.client.listVideos({ query: {} });
    expect(queue.map(({ filename }) => filename)).toContain(video.name);
  }, 90_000);

  it.each([
    ['a word that there is not', ['transfers', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'explode'], 2, /run, pause, resume/],
    ['a transfer that there is not', ['transfers', '01ARZ3NDEKTSV4RRFFQ69G5FAV'], 1, /no such/i],
    ['a wrong way for namesakes', ['transfer', 'x', '--existing', 'destroy'], 2, /skip, rename, replace/],
    ['a Drive that there is not', ['drive', 'middle'], 2, /source or destination/],
  ])('refuses %s', async (_, words, code, message) => {
    const run = await hopper(words, { env });
    expect(run.stderr).toMatch(message);
    expect(run).toMatchObject({ code, stdout: '' });
  });
});
