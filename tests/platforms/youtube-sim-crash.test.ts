import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ask, authorizeQuery, client, makeBytes, put, redirectUri, send, video } from './youtube-sim-world.ts';

const block = 262_144;
const main = join(import.meta.dirname, '../../local/platforms/main.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'platforms-crash-'));
let port: number;
let child: ChildProcess;
let url: string;
let token: string;

/** Starts the process and waits for its one line. */
async function start(): Promise<void> {
  const flags = ['--port', String(port), '--data-dir', dataDir, '--auto-consent', '--redirect-uri', redirectUri];
  child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no stdout');
  const [line] = await once(createInterface(child.stdout), 'line');
  url = JSON.parse(line).url;
}

async function killHard(): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function openSession(bytes: number, title: string): Promise<string> {
  const reply = await send(`${url}/youtube/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-upload-content-length': bytes, 'content-type': 'application/json' },
    body: JSON.stringify(video({ title })),
  });
  return String(reply.headers.location);
}

const rowsOf = async (title: string) =>
  (await send(`${url}/ledger`)).json.filter((row: { title: string }) => row.title === title);
const storedAt = (range: unknown) => (range ? Number(String(range).split('-')[1]) + 1 : 0);

beforeAll(async () => {
  // The session address holds the port, so every life of the process needs the same one.
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  await start();
  const consent = await send(`${url}/google-oauth/o/oauth2/v2/auth?${authorizeQuery()}`);
  const code = new URL(String(consent.headers.location)).searchParams.get('code') ?? '';
  const tokens = await send(`${url}/google-oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...client,
    }).toString(),
  });
  token = tokens.json.access_token;
});
afterAll(async () => {
  await killHard();
  rmSync(dataDir, { recursive: true, force: true });
});

// Every life of the process costs its start: seconds on a busy machine.
jest.setTimeout(180_000);

describe('kill -9', () => {
  it('in the middle of a request loses nothing that was reported as stored', async () => {
    const bytes = makeBytes(40 * block + 3);
    const total = bytes.length;
    const address = await openSession(total, 'killed while sending');
    await put(token, address, bytes.subarray(0, 2 * block), `0-${2 * block - 1}/${total}`);

    const headers = {
      authorization: `Bearer ${token}`,
      'content-length': total - 2 * block,
      'content-range': `bytes ${2 * block}-${total - 1}/${total}`,
    };
    const sending = httpRequest(address, { method: 'PUT', headers });
    sending.on('error', () => {});
    sending.write(bytes.subarray(2 * block, 30 * block));
    // Wait until some of this request is durably there, while the request itself is still open.
    let reported = 0;
    while (reported <= 2 * block) reported = storedAt((await ask(token, address, total)).headers.range);
    await killHard();
    sending.destroy();

    await start();
    const asked = await ask(token, address, total);
    expect(asked.status).toBe(308);
    const stored = storedAt(asked.headers.range);
    expect(stored).toBeGreaterThanOrEqual(reported);
    expect(stored % block).toBe(0);
    const last = await put(token, address, bytes.subarray(stored), `${stored}-${total - 1}/${total}`);
    expect(last.status).toBe(201);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await rowsOf('killed while sending')).toEqual([expect.objectContaining({ bytes: total, sha256 })]);
  });

  it('at any moment around the last byte gives exactly one video', async () => {
    const bytes = makeBytes(4 * block + 9);
    const total = bytes.length;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const title = `killed at the end ${attempt}`;
      const address = await openSession(total, title);
      const sent = put(token, address, bytes).catch(() => undefined);
      // 0: at once … 5: only after the answer.
      for (let turn = 0; turn < attempt; turn += 1) await Promise.race([sent, send(`${url}/health`)]);
      if (attempt === 5) await sent;
      await killHard();
      await sent;
      await start();
      let reply = await ask(token, address, total);
      while (reply.status === 308) {
        const from = storedAt(reply.headers.range);
        reply = await put(token, address, bytes.subarray(from), `${from}-${total - 1}/${total}`);
      }
      expect(reply.status).toBe(201);
      expect(await rowsOf(title)).toEqual([expect.objectContaining({ remoteId: reply.json.id, bytes: total })]);
    }
  });

  it('keeps tokens, the clock, fault counts and videos', async () => {
    const post = (path: string, body: unknown) => send(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    await post('/clock', { advanceSeconds: 60 });
    await post('/faults', {
      rules: [{ platform: 'youtube', operation: 'channels.list', kind: 'status', status: 503, count: 2 }],
    });
    const channels = () =>
      send(`${url}/youtube/youtube/v3/channels?part=id&mine=true`, { headers: { authorization: `Bearer ${token}` } });
    expect((await channels()).status).toBe(503);
    const before = (await send(`${url}/ledger`)).json;
    await killHard();
    await start();
    expect((await send(`${url}/ledger`)).json).toEqual(before);
    expect((await send(`${url}/clock`)).json.offsetSeconds).toBe(60);
    expect((await channels()).status).toBe(503);
    expect((await channels()).status).toBe(200);
  });
});
