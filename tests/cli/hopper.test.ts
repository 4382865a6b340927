import { open, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateVideo } from '../support/generate-video.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { hopper } from './hopper-process.ts';

let stack: Stack;
let user: HopperUser;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Record<string, string>;

beforeAll(async () => {
  stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
  user = await registerUser(stack.url);
  await user.connect('youtube');
  await user.connect('tiktok');
  folder = await tempFolder();
  const body = { name: 'terminal', scopes: ['videos:read' as const, 'videos:write' as const] };
  const { token } = await user.client.createToken({ body });
  env = { HOPPER_LOGIN_FILE: join(folder.path, 'login.json') };
  const login = await hopper(['login', '--url', stack.url], { env, input: `${token}\n` });
  expect(login).toMatchObject({ code: 0 });
  expect(login.stdout + login.stderr).not.toContain(String(token));
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await folder.remove();
});

describe('hopper', () => {
  it('keeps the token where nobody else can read it', async () => {
    expect((await stat(String(env.HOPPER_LOGIN_FILE))).mode & 0o777).toBe(0o600);
  });

  it('uploads, posts and waits until everything is out', async () => {
    const path = join(folder.path, 'holiday.mp4');
    await generateVideo(path, 12_000_000);
    const run = await hopper(['upload', path, '--title', 'Our holiday', '--post', '--watch', '--json'], { env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const [video] = JSON.parse(run.stdout);
    expect(video).toMatchObject({ status: 'uploaded', youtube_title: 'Our holiday' });
    expect(video.posts).toHaveLength(2);
  }, 90_000);

  it('goes on with an upload that was cut instead of beginning a second one', async () => {
    const path = join(folder.path, 'long.mp4');
    const size = 40_000_000;
    await generateVideo(path, size);
    const added = await user.client.addVideo({
      body: { filename: 'long.mp4', size_bytes: size, content_type: 'video/mp4' },
    });
    const [first] = added.upload.parts;
    if (!first) throw new Error('no part');
    const file = await open(path);
    const bytes = new Uint8Array(added.upload.part_size_bytes);
    await file.read(bytes, 0, bytes.length, 0);
    await file.close();
    const { 'content-length': _, ...headers } = first.headers;
    await fetch(first.url, { method: 'PUT', body: bytes, headers });
    const run = await hopper(['upload', path, '--json'], { env });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject([{ id: added.id, status: 'pending', file_size_bytes: size }]);
  }, 60_000);

  it('plans a video, shows the queue, and takes the time away again', async () => {
    const path = join(folder.path, 'later.mp4');
    await generateVideo(path, 3_000_000);
    const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString();
    const uploaded = await hopper(['upload', path, '--at', inAYear, '--json'], { env });
    const [{ id }] = JSON.parse(uploaded.stdout);
    expect((await hopper(['status'], { env })).stdout).toMatch(new RegExp(`${id} +scheduled .*later.mp4`));
    const cancelled = await hopper(['cancel', id, '--json'], { env });
    expect(JSON.parse(cancelled.stdout)).toMatchObject([{ id, status: 'pending', scheduled_time: null }]);
  }, 60_000);
});

describe('the exit code and the message', () => {
  const cases: [string, readonly string[], Record<string, string>, number, RegExp][] = [
    ['no login', ['status'], { HOPPER_LOGIN_FILE: '/nowhere/login.json' }, 3, /hopper login/],
    ['unknown token', ['status'], { HOPPER_TOKEN: 'hop_nobody' }, 3, /unknown, expired or revoked/],
    ['unknown command', ['frobnicate'], {}, 2, /no command frobnicate/],
    ['unknown option', ['status', '--colour'], {}, 2, /--colour/],
    ['missing file', ['upload', '/nowhere/clip.mp4'], {}, 2, /cannot be read/],
    ['no video', ['upload', '/etc/hostname'], {}, 1, /Only .mp4 and .mov files/],
    ['unknown video', ['watch', '01ARZ3NDEKTSV4RRFFQ69G5FAV'], {}, 1, /There is no such video/],
    ['no server', ['status'], { HOPPER_URL: 'http://127.0.0.1:9', HOPPER_TOKEN: 'hop_x' }, 4, /cannot be reached/],
  ];
  it.each(cases)('%s', async (_, words, change, code, message) => {
    const run = await hopper(words, { env: { ...env, ...change } });
    expect(run.stderr).toMatch(message);
    expect(run.code).toBe(code);
    expect(run.stdout).toBe('');
  });

  it('is JSON when JSON was asked for', async () => {
    const run = await hopper(['upload', '/etc/hostname', '--json'], { env });
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: 'invalid_input', details: [{ path: 'filename' }] } });
  });
});

it('sends the token to the server that it belongs to, and not along a redirect', async () => {
  const seen: IncomingMessage['headers'][] = [];
  const thief = createServer((request, response) => {
    seen.push(request.headers);
    response.end('[]');
  });
  const gate = createServer((_, response) => {
    response.writeHead(302, { location: `http://localhost:${portOf(thief)}/api/videos` }).end();
  });
  await Promise.all([thief, gate].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  await hopper(['status'], { env: { HOPPER_URL: `http://127.0.0.1:${portOf(gate)}`, HOPPER_TOKEN: 'hop_secret' } });
  expect(seen.map(({ authorization }) => authorization)).not.toContain('Bearer hop_secret');
  thief.close();
  gate.close();
});

function portOf(server: ReturnType<typeof createServer>): number {
  return Number(Object(server.address()).port);
}
