import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bySubcode } from '../../shared/platforms/instagram/error-table.ts';
import { type InstagramSimulator, startInstagramSimulator } from '../support/instagram-simulator.ts';
import { makeClip, startFileServer } from './support/instagram-world.ts';

const account = '17841400000000001';
let simulator: InstagramSimulator;
let files: Awaited<ReturnType<typeof startFileServer>>;
let token: string;
let video: string;

beforeAll(async () => {
  simulator = await startInstagramSimulator();
  files = await startFileServer();
  video = files.put('/video.mp4', makeClip(), 'video/mp4');
});
afterAll(async () => {
  await simulator.close();
  await files.close();
});
beforeEach(async () => {
  await simulator.setFaults();
  token = (await simulator.connect('instagram_login')).accessToken;
});

async function call(method: string, path: string, parameters: Record<string, string> = {}, at = simulator) {
  const url = new URL(`${at.url}/instagram/graph/v26.0/${path}`);
  const form = new URLSearchParams({ access_token: token, ...parameters });
  if (method !== 'POST') url.search = form.toString();
  const answer = await fetch(url, { method, ...(method === 'POST' && { body: form }) });
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any shape
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as any };
}
type Reply = Awaited<ReturnType<typeof call>>;

const errorOf = ({ json }: Reply) => [json.error?.code, json.error?.error_subcode];
const create = (parameters: Record<string, string> = {}, at = simulator) =>
  call('POST', `${account}/media`, { media_type: 'REELS', video_url: video, ...parameters }, at);
const publish = (creation_id: string) => call('POST', `${account}/media_publish`, { creation_id });
const status = (id: string, at = simulator) => call('GET', id, { fields: 'status_code,status' }, at);
async function finished(parameters: Record<string, string> = {}): Promise<string> {
  const { id } = (await create(parameters)).json;
  await simulator.advance(3);
  return id;
}

describe('a token that is revoked', () => {
  it.each([458, 459, 460, 463, 464, 467, 492])('says why from then on: 190/%i', async (subcode) => {
    await simulator.setFaults({ kind: 'token-revoked', operation: 'media.create', reason: `190/${subcode}` });
    expect(errorOf(await create())).toEqual([190, subcode]);
    expect(errorOf(await call('GET', 'me'))).toEqual([190, subcode]);
  });

  it('with everything that the user allowed takes its sisters along', async () => {
    const sister = token;
    token = (await simulator.connect('instagram_login')).accessToken;
    await simulator.setFaults({ kind: 'token-revoked', operation: 'me.get', what: 'grant', reason: '190/460' });
    expect(errorOf(await call('GET', 'me'))).toEqual([190, 460]);
    expect(errorOf(await call('GET', 'me', { access_token: sister }))).toEqual([190, 460]);
  });
});

describe('a container', () => {
  it.each(Object.keys(bySubcode).filter((name) => name !== '33'))(
    'that fails with %s says so in words',
    async (subcode) => {
      await simulator.setFaults({
        ...{ kind: 'outcome', operation: 'media.create', outcome: 'failed' },
        reason: `-1/${subcode}`,
      });
      const { json } = await status(await finished());
      expect(json).toMatchObject({ status_code: 'ERROR', status: expect.stringContaining(subcode) });
      expect(json.status).not.toContain('Simulated');
    },
  );

  it('is not shown for a moment', async () => {
    const id = await finished();
    const fault = { kind: 'status', operation: 'container.status', status: 400, reason: '100/33' } as const;
    await simulator.setFaults({ ...fault, count: 2 });
    const seen = [errorOf(await status(id)), errorOf(await status(id)), (await status(id)).json.status_code];
    expect(seen).toEqual([[100, 33], [100, 33], 'FINISHED']);
  });

  it.each([
    [404, [100, 33], undefined],
    [410, [undefined, undefined], 'EXPIRED'],
  ] as const)('is lost (%i)', async (code, error, state) => {
    const id = await finished();
    await simulator.setFaults({ kind: 'session-lost', operation: 'container.status', status: code });
    const reply = await status(id);
    expect([errorOf(reply), reply.json.status_code]).toEqual([error, state]);
    expect(errorOf(await publish(id))).toEqual([24, 2207008]);
  });

  it('of a carousel has its children, which alone may be plain videos', async () => {
    const item = { media_type: 'VIDEO', is_carousel_item: 'true' };
    const children = [await finished(item), await finished(item)];
    const id = await finished({ media_type: 'CAROUSEL', children: children.join(','), video_url: '' });
    expect((await publish(id)).json.id).toEqual(expect.any(String));
  });

  it('is the last one of a day when there were enough', async () => {
    const own = await startInstagramSimulator({ instagram: { dailyContainers: 2 } });
    token = (await own.connect('instagram_login')).accessToken;
    await create({}, own);
    await create({}, own);
    expect((await create({}, own)).status).toBe(400);
    await own.advance(24 * 3600);
    expect((await create({}, own)).status).toBe(200);
    await own.close();
  });
});

describe('a post that its owner deletes', () => {
  it('is gone after its time, everywhere', async () => {
    const outcome = { kind: 'outcome', operation: 'media.create', outcome: 'deleted', afterSeconds: 60 } as const;
    await simulator.setFaults(outcome);
    const { id } = (await publish(await finished({ caption: 'Soon gone' }))).json;
    expect((await call('GET', id)).status).toBe(200);
    await simulator.advance(61);
    expect(errorOf(await call('GET', id))).toEqual([100, 33]);
    const listed = (await call('GET', `${account}/media`)).json.data.map((media: { id: string }) => media.id);
    expect(listed).not.toContain(id);
    expect((await simulator.ledger()).map(({ remoteId }) => remoteId)).not.toContain(id);
  });
});

describe('fetching', () => {
  async function serve(handle: Parameters<typeof createServer>[1]) {
    const server = createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/video.mp4`;
    return { url, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
  }

  it('goes in ranges where the server knows them, and without where it does not', async () => {
    const own = await startInstagramSimulator({ instagram: { fetchRangeBytes: 10_000 } });
    token = (await own.connect('instagram_login')).accessToken;
    const clip = makeClip(35_000);
    const asked: string[] = [];
    const source = await serve((request, response) => {
      const [start = 0, end = 0] = (request.headers.range ?? '').match(/\d+/g)?.map(Number) ?? [];
      asked.push(request.headers.range ?? '');
      const part = clip.subarray(start, end + 1);
      const range = `bytes ${start}-${start + part.length - 1}/${clip.length}`;
      response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': range }).end(part);
    });
    const inRanges = (await create({ video_url: source.url }, own)).json.id;
    const whole = (await create({}, own)).json.id;
    await own.advance(3);
    expect((await status(inRanges, own)).json.status_code).toBe('FINISHED');
    expect((await status(whole, own)).json.status_code).toBe('FINISHED');
    expect(asked).toHaveLength(Math.ceil(clip.length / 10_000));
    await source.close();
    await own.close();
  });

  it('from a slow source times out, and every try is counted', async () => {
    const own = await startInstagramSimulator({ instagram: { fetchSeconds: 0.2 } });
    token = (await own.connect('instagram_login')).accessToken;
    const source = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' }).write('x');
    });
    const { id } = (await create({ video_url: source.url }, own)).json;
    const isOver = async () => !(await own.containers()).some(({ fetching }) => fetching);
    while (!(await isOver())) await new Promise(setImmediate);
    expect((await status(id, own)).json).toMatchObject({
      status_code: 'ERROR',
      status: expect.stringContaining('2207003'),
    });
    expect(await own.stat(source.url, 'instagram.fetches')).toBe(1);
    await source.close();
    await own.close();
  });
});

describe('limits', () => {
  it('of the app end in code 4, with what is used in a header', async () => {
    const own = await startInstagramSimulator({ instagram: { hourlyCalls: 2 } });
    token = (await own.connect('instagram_login')).accessToken;
    const replies = [];
    for (let calls = 0; calls < 3; calls += 1) replies.push(await call('GET', 'me', {}, own));
    const [first, , last] = replies;
    expect(JSON.parse(first?.headers.get('x-app-usage') ?? '{}').call_count).toBe(50);
    expect(last && errorOf(last)).toEqual([4, undefined]);
    expect(JSON.parse(last?.headers.get('x-app-usage') ?? '{}').call_count).toBe(100);
    await own.advance(3600);
    expect((await call('GET', 'me', {}, own)).status).toBe(200);
    await own.close();
  });

  it('may come as 429, with and without a time', async () => {
    await simulator.setFaults({ kind: 'status', operation: 'me.get', status: 429, retryAfter: 17 });
    const reply = await call('GET', 'me');
    expect([reply.status, reply.headers.get('retry-after'), ...errorOf(reply)]).toEqual([429, '17', 4, undefined]);
  });
});
