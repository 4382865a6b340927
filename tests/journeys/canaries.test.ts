import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listMails, readToken, waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { type DriveUser, registerDriveUser } from './drive-user.ts';
import { readClientSecrets, readGivenOut } from './support/platform-secrets.ts';
import { recordAnswers } from './support/record-answers.ts';
import { type Places, readPlaces } from './support/search-places.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

/** One kind of secret. */
interface Canary {
  readonly values: readonly string[];
  /** The calls whose answers show it to its owner. */
  readonly shownBy?: RegExp;
  /** Where it has to lie. */
  readonly liesIn?: readonly (keyof Places)[];
}

let stack: Stack;
let user: DriveUser;
let recorder: ReturnType<typeof recordAnswers>;
let places: Places;
const canaries = new Map<string, Canary>();

beforeAll(async () => {
  stack = await startStack();
  recorder = recordAnswers(({ origin, pathname }) => origin === stack.url && !pathname.startsWith('/_local'));
  user = await registerDriveUser(stack.url);
  await plantAll();
  places = await readPlaces(stack);
}, 240_000);
afterAll(async () => {
  recorder?.stop();
  await stack?.stop();
}, 30_000);

/** Goes through everything in which a secret plays a part. */
async function plantAll(): Promise<void> {
  const wrong = `wrong-${randomUUID()}`;
  const stray = `stray-${randomUUID()}`;
  await user.ask('POST', '/api/auth/login', { email: user.email, password: wrong });
  await user.ask('POST', `/api/nothing?token=${stray}`, { password: stray });
  await fetch(`${stack.url}/api/videos`, { headers: { authorization: `Bearer hop_${stray}`, cookie: `a=${stray}` } });
  await fetch(`${stack.url}/api/auth/youtube/callback?code=${stray}&state=${stray}`);
  const { token } = await user.client.createToken({ body: { name: 'robot', scopes: ['videos:read'] } });
  await fetch(`${stack.url}/api/videos`, { headers: { authorization: `Bearer ${token}` } });
  const { csrf_token: csrf } = await user.client.csrf();

  for (const platform of ['youtube', 'tiktok', 'instagram'] as const) await user.connect(platform);
  const drive = await user.openSession('source', { account: 'ada' });
  await user.ask('GET', `/list-files?token=${drive}`);
  // Errors are logged with more words than anything else.
  const failing = ['youtube', 'tiktok', 'instagram'].map((platform) => ({
    platform,
    operation: '*',
    count: 2,
    kind: 'status',
    status: 500,
  }));
  const { id } = await user.upload(clip, 'Canary in the open.mp4');
  await stack.faults(failing);
  await user.client.postVideos();
  await user.waitFor(id, ({ status }) => status === 'uploaded', 120);

  const { status } = await user.ask('POST', '/api/account/forgotten-password', { email: user.email });
  expect(status).toBe(202);
  await waitForMail(stack.url, user.email, 'Set a new password');
  const mails = (await listMails(stack.url, user.email)).filter(({ text }) => text?.includes('#token='));

  const shown = recorder.answers.map(({ text }) => text).join('\n');
  const { codes, tokens, sessions } = readGivenOut(stack);
  canaries.set('wrong passwords and stray secrets', { values: [wrong, stray] });
  canaries.set('session cookies', { values: recorder.answers.flatMap(({ cookies }) => cookies).filter(Boolean) });
  canaries.set('CSRF tokens', { values: [csrf], shownBy: /csrf$/ });
  canaries.set('API tokens', { values: token === null ? [] : [token], shownBy: /^POST \/api\/tokens$/ });
  canaries.set('Drive tokens', { values: [drive], shownBy: /^GET \/session\/start$/ });
  canaries.set('client secrets', { values: await readClientSecrets(stack) });
  canaries.set("platforms' codes", { values: codes });
  canaries.set("platforms' tokens", { values: tokens });
  // A worker that dies leaves its successor the session: that is what the row is for.
  canaries.set('upload sessions', { values: sessions, liesIn: ['table'] });
  canaries.set('links in mails', { values: mails.map(readToken) });
  const signatures = [...shown.matchAll(/X-Amz-Signature=([0-9a-f]{64})/g)].flatMap(([, value]) => value ?? []);
  canaries.set('signatures of uploads', { values: signatures, shownBy: /^POST \/api\/videos/ });
}

const kinds = [
  'wrong passwords and stray secrets',
  'session cookies',
  'CSRF tokens',
  'API tokens',
  'Drive tokens',
  'client secrets',
  "platforms' codes",
  "platforms' tokens",
  'upload sessions',
  'links in mails',
  'signatures of uploads',
];

it('the search finds what is no secret', () => {
  expect(places.table).toContain('Canary in the open');
  expect(places.logs).toContain('platform call');
  expect(places.queues).toContain('postId');
  expect(places.cache).toContain('session:');
  expect(recorder.answers.map(({ text }) => text).join()).toContain('Canary in the open');
  expect([...canaries.keys()].sort()).toEqual([...kinds].sort());
});

describe.each(kinds)('%s', (kind) => {
  it('were planted, and are where they belong and nowhere else', () => {
    const { values, shownBy, liesIn = [] } = canaries.get(kind) ?? { values: [] };
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(value.length).toBeGreaterThanOrEqual(12);
    const found = values.flatMap((value) => [
      ...Object.entries(places).flatMap(([place, text]) => (text.includes(value) ? [place] : [])),
      ...recorder.answers.flatMap(({ call, text }) => (text.includes(value) && !shownBy?.test(call) ? [call] : [])),
    ]);
    expect([...new Set(found)]).toEqual(liesIn);
  });
});
