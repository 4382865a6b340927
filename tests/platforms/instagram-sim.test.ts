import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type InstagramSimulator, startInstagramSimulator } from '../support/instagram-simulator.ts';
import { makeClip, startFileServer } from './support/instagram-world.ts';

const account = '17841400000000001';
const hour = 3600;
let simulator: InstagramSimulator;
let files: Awaited<ReturnType<typeof startFileServer>>;
let tokens: { instagram: string; facebook: string };
let video: string;

beforeAll(async () => {
  simulator = await startInstagramSimulator();
  files = await startFileServer();
  video = files.put('/video.mp4', makeClip(), 'video/mp4');
  await connect();
});
afterAll(async () => {
  await simulator.close();
  await files.close();
});
beforeEach(() => simulator.setFaults());

async function connect(): Promise<void> {
  tokens = {
    instagram: (await simulator.connect('instagram_login')).accessToken,
    facebook: (await simulator.connect('facebook_login')).accessToken,
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any shape
  readonly json: any;
}

async function call(method: string, path: string, parameters: Record<string, string> = {}): Promise<Reply> {
  const url = new URL(`${simulator.url}/instagram${path}`);
  const all = { access_token: path.startsWith('/graph') ? tokens.instagram : tokens.facebook, ...parameters };
  const form = new URLSearchParams(all);
  if (method !== 'POST') url.search = form.toString();
  const answer = await fetch(url, { method, ...(method === 'POST' && { body: form }) });
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

const create = (parameters: Record<string, string> = {}, host = 'graph') =>
  call('POST', `/${host}/v26.0/${account}/media`, { media_type: 'REELS', video_url: video, ...parameters });
const publish = (creation_id: string) => call('POST', `/graph/v26.0/${account}/media_publish`, { creation_id });
const status = async (id: string) =>
  (await call('GET', `/graph/v26.0/${id}`, { fields: 'status_code,status,copyright_check_status' })).json;
const errorOf = ({ json }: Reply) => [json.error.code, json.error.error_subcode];

describe('a container', () => {
  it('is in progress, finished, published; and never tells its media', async () => {
    const { id } = (await create({ caption: 'hello' })).json;
    expect(await status(id)).toMatchObject({
      id,
      status_code: 'IN_PROGRESS',
      status: expect.stringMatching(/^In Progress:/),
    });
    expect(errorOf(await publish(id))).toEqual([9007, 2207027]);
    await simulator.advance(3);
    expect(await status(id)).toMatchObject({
      status_code: 'FINISHED',
      copyright_check_status: { status: 'completed', matches_found: false },
    });
    const media = (await publish(id)).json.id;
    expect(await status(id)).toEqual({
      id,
      status_code: 'PUBLISHED',
      status: expect.stringMatching(/^Published:/),
      copyright_check_status: expect.anything(),
    });
    expect(errorOf(await publish(id))).toEqual([24, 2207008]);
    const fields = 'permalink,media_type,media_product_type,timestamp,caption,username';
    const { json } = await call('GET', `/graph/v26.0/${media}`, { fields });
    expect(json).toEqual({
      id: media,
      permalink: expect.stringMatching(/\/reel\/[\w-]{11}\/$/),
      media_type: 'VIDEO',
      media_product_type: 'REELS',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
      caption: 'hello',
      username: 'adamakes',
    });
    expect((await fetch(json.permalink)).status).toBe(200);
  });

  it('expires after a day', async () => {
    const { id } = (await create()).json;
    await simulator.advance(24 * hour);
    expect(await status(id)).toMatchObject({ status_code: 'EXPIRED' });
    expect(errorOf(await publish(id))).toEqual([24, 2207008]);
  });

  it.each([
    [{ media_type: 'VIDEO' }, 100, 2207023],
    [{ media_type: 'FILM' }, 100, 2207023],
    [{ caption: 'x'.repeat(2201) }, 36004, 2207010],
    [{ caption: '@abc '.repeat(21) }, 100, 2207040],
    [{ caption: '#abc '.repeat(31) }, 100, undefined],
    [{ thumb_offset: '-1' }, 1, 2207057],
    [{ collaborators: '["a","b","c","d"]' }, 100, undefined],
    [{ media_type: 'STORIES', caption: 'words' }, 100, undefined],
    [{ media_type: 'CAROUSEL', children: '["1"]' }, 100, 2207028],
    [{ video_url: 'nowhere' }, 100, undefined],
    [{ upload_type: 'resumable' }, 100, undefined],
    [{ location_id: 'here' }, 100, undefined],
  ])('%j is refused', async (parameters, code, subcode) => {
    const reply = await create(parameters as unknown as Record<string, string>);
    expect(reply.status).toBe(400);
    expect(errorOf(reply)).toEqual([code, subcode]);
    expect(reply.json.error.fbtrace_id).toMatch(/^A/);
  });

  it.each([
    ['missing', '/nothing.mp4', '2207052'],
    ['of another type', '/text', '2207026'],
    ['no video', '/broken.mp4', '2207026'],
    ['with its index at the end', '/moov-last.mov', '2207026'],
  ])('whose file is %s ends in an error', async (_name, path, subcode) => {
    const { readFileSync } = await import('node:fs');
    files.put('/text', Buffer.from('words'), 'text/plain');
    files.put('/broken.mp4', Buffer.from('words'), 'video/mp4');
    const last = readFileSync(new URL('../fixtures/clip-moov-last.mov', import.meta.url));
    files.put('/moov-last.mov', last, 'video/quicktime');
    const { id } = (await create({ video_url: new URL(path, video).href })).json;
    await simulator.advance(3);
    expect(await status(id)).toMatchObject({ status_code: 'ERROR', status: expect.stringContaining(subcode) });
  });

  it('belongs to its account: others do not see it', async () => {
    const { id } = (await create()).json;
    const other = (await simulator.connect('instagram_login', 'ben')).accessToken;
    expect(errorOf(await call('GET', `/graph/v26.0/${id}`, { access_token: other }))).toEqual([100, 33]);
    expect(errorOf(await call('POST', `/graph/v26.0/${account}/media`, { access_token: other }))).toEqual([100, 33]);
  });
});

describe('the upload host', () => {
  const bytes = makeClip(100_000, 3);
  const open = async () => (await create({ upload_type: 'resumable', video_url: '' }, 'facebook')).json;
  async function send(uri: string, body: Buffer, headers: Record<string, string>) {
    const common = { authorization: `OAuth ${tokens.facebook}`, offset: '0', file_size: String(bytes.length) };
    const answer = await fetch(uri, { method: 'POST', headers: { ...common, ...headers }, body: new Uint8Array(body) });
    return { status: answer.status, json: await answer.json() };
  }

  it('takes bytes, also in two pieces, and makes them a container', async () => {
    const { id, uri } = await open();
    expect(uri).toBe(`${simulator.url}/instagram/rupload/ig-api-upload/v26.0/${id}`);
    const half = await send(uri, bytes.subarray(0, 40_000), {});
    expect(half).toMatchObject({
      status: 400,
      json: { debug_info: { retriable: false, type: 'ProcessingFailedError' } },
    });
    const rest = await send(uri, bytes.subarray(40_000), { offset: '40000' });
    expect(rest).toEqual({ status: 200, json: { success: true, message: 'Upload successful.' } });
    await simulator.advance(3);
    expect((await call('GET', `/facebook/v26.0/${id}`, { fields: 'status_code' })).json.status_code).toBe('FINISHED');
  });

  it.each([
    ['Bearer', () => ({ authorization: `Bearer ${tokens.facebook}` }), 'NotAuthorizedError'],
    ['a token of the other login', () => ({ authorization: `OAuth ${tokens.instagram}` }), 'NotAuthorizedError'],
    ['an offset that is not there', () => ({ offset: '77' }), 'ProcessingFailedError'],
    ['no size', () => ({ file_size: '' }), 'ProcessingFailedError'],
  ])('refuses %s', async (_name, headers, type) => {
    const { uri } = await open();
    expect(await send(uri, bytes, headers())).toMatchObject({ status: 400, json: { debug_info: { type } } });
  });

  it('fetches a file by itself when it is told where', async () => {
    const { id, uri } = await open();
    expect((await send(uri, Buffer.alloc(0), { file_url: video })).status).toBe(200);
    await simulator.advance(3);
    expect((await call('GET', `/facebook/v26.0/${id}`, { fields: 'status_code' })).json.status_code).toBe('FINISHED');
  });
});

describe('limits', () => {
  it('tells what is left, and stops at the last post of 24 hours', async () => {
    const own = await startInstagramSimulator({ instagram: { dailyPosts: 1, dailyContainers: 3 } });
    const token = (await own.connect('instagram_login')).accessToken;
    const at = (path: string) => `${own.url}/instagram/graph/v26.0/${account}${path}`;
    const post = async (path: string, fields: Record<string, string>) =>
      (await fetch(at(path), { method: 'POST', body: new URLSearchParams({ ...fields, access_token: token }) })).json();
    const make = () => post('/media', { media_type: 'REELS', video_url: video });
    const ids = [(await make()).id, (await make()).id];
    await own.advance(3);
    expect(await post('/media_publish', { creation_id: ids[0] })).toHaveProperty('id');
    expect((await post('/media_publish', { creation_id: ids[1] })).error).toMatchObject({
      code: 9,
      error_subcode: 2207042,
    });
    const limit = await fetch(at(`/content_publishing_limit?fields=quota_usage,config&access_token=${token}`));
    expect(await limit.json()).toEqual({
      data: [{ quota_usage: 1, config: { quota_total: 1, quota_duration: 86_400 } }],
    });
    await own.advance(23 * hour + 3598);
    expect(await make()).toHaveProperty('id');
    await own.close();
  });

  it('tells how much of the app is used, and how long to wait', async () => {
    const { headers } = await call('GET', '/graph/v26.0/me');
    expect(JSON.parse(headers.get('x-app-usage') ?? '')).toHaveProperty('call_count');
    await simulator.setFaults({ kind: 'status', operation: 'me.get', status: 400, reason: '80002' });
    const refused = await call('GET', '/graph/v26.0/me');
    expect(errorOf(refused)).toEqual([80002, undefined]);
    expect(refused.headers.get('x-business-use-case-usage')).toContain('estimated_time_to_regain_access');
  });
});

describe('tokens', () => {
  it('of one login are nothing at the other host', async () => {
    expect(errorOf(await call('GET', '/graph/v26.0/me', { access_token: tokens.facebook }))).toEqual([190, undefined]);
    expect(errorOf(await call('GET', '/facebook/v26.0/me', { access_token: tokens.instagram }))).toEqual([
      190,
      undefined,
    ]);
  });

  it('without the permission may not publish', async () => {
    const { accessToken } = await simulator.connect('instagram_login', 'dana', {
      sim_scopes: 'instagram_business_basic',
    });
    const reply = await call('POST', `/graph/v26.0/17841400000000004/media`, { access_token: accessToken });
    expect([reply.status, ...errorOf(reply)]).toEqual([403, 10, undefined]);
    const own = await call('GET', '/graph/v26.0/me', { access_token: accessToken, fields: 'user_id,account_type' });
    expect(own.json).toEqual({ id: '25000000000000004', user_id: '17841400000000004', account_type: 'MEDIA_CREATOR' });
  });

  it('trial reels are not for every account', async () => {
    const { accessToken } = await simulator.connect('instagram_login', 'dana');
    const reply = await call('POST', '/graph/v26.0/17841400000000004/media', {
      access_token: accessToken,
      media_type: 'REELS',
      video_url: video,
      trial_params: '{"graduation_strategy":"MANUAL"}',
    });
    expect(errorOf(reply)).toEqual([100, 2207081]);
  });
});
