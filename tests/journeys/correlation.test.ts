import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as z from 'zod';
import { createClient } from '../../shared/contract/client.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { waitUntil } from '../support/wait-until.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

const Line = z.looseObject({
  message: z.string(),
  correlationId: z.string().optional(),
  route: z.string().optional(),
  call: z.object({ method: z.string(), address: z.string() }).optional(),
});
type Line = z.infer<typeof Line> & { readonly log: string };

let stack: Stack;
let user: HopperUser;
beforeAll(async () => {
  stack = await startStack();
  user = await registerUser(stack.url);
}, 60_000);
afterAll(() => stack?.stop(), 30_000);

/** What all functions have logged, as far as it is JSON. */
async function readLogs(): Promise<Line[]> {
  const folder = join(stack.dataDir, 'logs');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const perFile = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return text.split('\n').flatMap((line) => parseLine(line, name));
    }),
  );
  return perFile.flat();
}

function parseLine(text: string, log: string): Line[] {
  const start = text.indexOf('{');
  if (start < 0) return [];
  try {
    const { data } = Line.safeParse(JSON.parse(text.slice(start)));
    return data ? [{ ...data, log }] : [];
  } catch {
    return [];
  }
}

/** Orders all posts, as the page does. @returns the id under which API Gateway knows the request */
async function order(): Promise<string> {
  let requestId = '';
  const listening: typeof fetch = async (...call) => {
    const answer = await user.fetch(...call);
    requestId = answer.headers.get('apigw-requestid') ?? '';
    return answer;
  };
  await createClient({ baseUrl: stack.url, fetch: listening }).postVideos();
  return requestId;
}

it('one id leads from the request to the worker and to each call to the platform', async () => {
  await user.connect('youtube');
  const { id } = await user.upload(clip, 'Trip.mp4');
  const requestId = await order();
  await user.waitFor(id, ({ status }) => status === 'uploaded');
  await waitUntil(async () => (await readLogs()).some(({ message }) => message === 'turn ended'));
  const lines = (await readLogs()).filter(({ correlationId }) => correlationId === requestId);
  expect(lines.filter(({ log }) => log.includes('videos')).map(({ route }) => route)).toEqual(['postVideos']);
  const worker = lines.filter(({ log }) => log.includes('publish-worker'));
  expect(worker.map(({ message }) => message)).toEqual(expect.arrayContaining(['platform call', 'turn ended']));
  const calls = worker.flatMap(({ call }) => call ?? []);
  expect(calls.map(({ method }) => method)).toEqual(expect.arrayContaining(['POST', 'PUT']));
}, 120_000);
