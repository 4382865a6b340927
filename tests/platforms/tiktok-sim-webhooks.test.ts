import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTiktokWorld, type TiktokWorld, wholeFile } from './support/tiktok-world.ts';

const redirect = 'http://localhost:3000/hooks';
const secret = 'hooks-secret';
interface Received {
  readonly event: string;
  readonly content: string;
  readonly raw: string;
  readonly time: number;
  readonly isGenuine: boolean;
}

let world: TiktokWorld;
let token: string;
let received: Received[];
let answer = 200;
const server = createServer((request, response) => {
  let raw = '';
  request.on('data', (chunk) => {
    raw += chunk;
  });
  request.on('end', () => {
    const [, time = '', signature = ''] = /^t=(\d+),s=(\w+)$/.exec(String(request.headers['tiktok-signature'])) ?? [];
    const expected = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
    received.push({ ...JSON.parse(raw), raw, time: Number(time), isGenuine: signature === expected });
    response.writeHead(answer).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const app = { clientKey: 'hooks', clientSecret: secret, redirectUris: [redirect], webhookUrl };
  world = await startTiktokWorld({ tiktok: { apps: [app], dailyPosts: 1000 } });
});
afterAll(async () => {
  await world.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  await world.control('DELETE', '/faults');
  await world.advance(61);
  answer = 200;
  received = [];
  const as = { client_key: 'hooks', redirect_uri: redirect };
  const { code, verifier } = await world.consent(as);
  token = (await world.exchange(code, verifier, { ...as, client_secret: secret })).json.access_token;
});

async function post(postInfo: object = {}): Promise<string> {
  const { publish_id, upload_url } = (await world.init(token, wholeFile(10), postInfo)).json.data;
  await world.put(upload_url, Buffer.alloc(10), 0, 9);
  return publish_id;
}

/** Lets time pass until so many messages have come, or none is under way any more. */
async function hear(count: number, seconds = 3): Promise<Received[]> {
  await world.advance(seconds);
  while (received.length < count) await world.control('GET', '/clock');
  return received;
}

describe('an app with an address for it', () => {
  it('is told of a post and when others can see it, signed over the raw text', async () => {
    const id = await post({ privacy_level: 'PUBLIC_TO_EVERYONE' });
    await hear(1);
    const [complete, available] = await hear(2, 5);
    expect([complete?.event, available?.event]).toEqual(['post.publish.complete', 'post.publish.publicly_available']);
    expect(JSON.parse(complete?.content ?? '')).toEqual({ publish_id: id, publish_type: 'DIRECT_PUBLISH' });
    expect(available?.content).toMatch(new RegExp(`^{"post_id":7\\d{18},"publish_id":"${id}"`));
    expect(received.every(({ isGenuine }) => isGenuine)).toBe(true);
  });

  it('is told why a post failed, that a draft has arrived, and that the access was removed', async () => {
    await world.faults({ operation: 'video.init', kind: 'outcome', outcome: 'failed', reason: 'spam_risk' });
    await post();
    const { upload_url } = (await world.initDraft(token, wholeFile(10))).json.data;
    await world.put(upload_url, Buffer.alloc(10), 0, 9);
    await hear(2);
    await world.postForm('/v2/oauth/revoke/', { client_key: 'hooks', client_secret: secret, token });
    const told = (await hear(3)).map(({ event, content }) => [event, JSON.parse(content)]);
    expect(told).toContainEqual(['post.publish.failed', expect.objectContaining({ reason: 'spam_risk' })]);
    expect(told).toContainEqual([
      'post.publish.inbox_delivered',
      expect.objectContaining({ publish_type: 'INBOX_SHARE' }),
    ]);
    expect(told).toContainEqual(['authorization.removed', { reason: 1 }]);
  });

  it('is told that a post is gone', async () => {
    await world.faults({ operation: 'video.init', kind: 'outcome', outcome: 'deleted', afterSeconds: 60 });
    await post({ privacy_level: 'PUBLIC_TO_EVERYONE' });
    await hear(1);
    await hear(2, 5);
    const events = (await hear(3, 60)).map(({ event }) => event);
    expect(events.at(-1)).toBe('post.publish.no_longer_publicaly_available');
  });
});

describe('a message', () => {
  it('that is not taken comes again, less and less often, for 72 hours', async () => {
    answer = 500;
    await post();
    await hear(1);
    for (let tries = 2; tries <= 13; tries += 1) await hear(tries, 60 * 2 ** (tries - 2) + 1);
    expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
    await world.advance(200 * 3600);
    await world.advance(200 * 3600);
    expect(received).toHaveLength(13);
  });

  it.each([
    ['twice', [true, true], 0],
    ['forged', [false], 0],
    ['old', [true], 3600],
  ] as const)('may come %s', async (how, genuine, age) => {
    await world.faults({ operation: 'webhook', kind: 'webhook', how });
    await post();
    await hear(genuine.length);
    expect(received.map(({ isGenuine }) => isGenuine)).toEqual(genuine);
    const now = Date.parse((await world.control('GET', '/clock')).json.now) / 1000;
    expect(Math.round((now - (received[0]?.time ?? 0)) / 3600) * 3600).toBe(age);
  });

  it('may never come, or after the next one', async () => {
    await world.faults({ operation: 'webhook', kind: 'webhook', how: 'never' });
    await post();
    await world.advance(5);
    await world.faults({ operation: 'webhook.late', kind: 'delay', ms: 3600_000 });
    await post({ privacy_level: 'PUBLIC_TO_EVERYONE' });
    await hear(0);
    expect((await hear(1, 5)).map(({ event }) => event)).toEqual(['post.publish.publicly_available']);
    expect((await hear(2, 3600)).at(-1)?.event).toBe('post.publish.complete');
  });
});
