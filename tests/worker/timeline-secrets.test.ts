import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { monotonicFactory } from 'ulid';
import { createPostEvents } from '../../shared/adapters/dynamo/post-events.ts';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { platformSettings } from '../../shared/contract/settings/platforms.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { closedCircuit } from '../../shared/domain/connections/circuit.ts';
import type { GrantedTokens, OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { Publisher } from '../../shared/domain/posts/publisher.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { type Send, sendOverHttp } from '../../shared/platforms/send.ts';
import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createPublishWorker } from '../../shared/worker/publish-worker.ts';
import { keepTimeline } from '../../shared/worker/timeline.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { buildPost } from '../support/build-post.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { startInstagramSimulator } from '../support/instagram-simulator.ts';
import { createTestTable } from '../support/test-table.ts';
import { startTiktokSimulator } from '../support/tiktok-simulator.ts';
import { startYoutubeSimulator } from '../support/youtube-simulator.ts';

interface Simulator {
  connect(): Promise<GrantedTokens>;
  close(): Promise<void>;
  publisher(send: Send): Publisher;
  readonly oauth: Pick<OAuthProvider, 'fetchAccount'>;
}

const instagram = async (variant: 'instagram_login' | 'facebook_login'): Promise<Simulator> => {
  const { oauth, connect, close, addresses } = await startInstagramSimulator();
  return {
    close,
    connect: () => connect(variant),
    oauth: oauth[variant],
    publisher: (send) => createInstagramPublisher(addresses, send),
  };
};

const simulators: readonly [PlatformName, string | null, () => Promise<Simulator>][] = [
  [
    'youtube',
    null,
    async () => {
      const simulator = await startYoutubeSimulator();
      return { ...simulator, publisher: (send) => createYoutubePublisher(simulator.addresses, send) };
    },
  ],
  [
    'tiktok',
    null,
    async () => {
      const simulator = await startTiktokSimulator();
      return { ...simulator, publisher: (send) => createTiktokPublisher(simulator.addresses, send) };
    },
  ],
  ['instagram', 'instagram_login', () => instagram('instagram_login')],
  ['instagram', 'facebook_login', () => instagram('facebook_login')],
];

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describe.each(simulators)('timeline and log of a post to %s %s', (platform, variant, start) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await start();
  });
  afterAll(() => simulator.close());

  it('name the calls, and no secret that went over the wire', async () => {
    const bytes = await readFile(clip);
    const granted = await simulator.connect();
    const secrets = new Set([granted.accessToken, granted.refreshToken ?? granted.accessToken]);
    const addSecretsOf = (text: string) => {
      for (const [value] of text.matchAll(/https?:\/\/[^\s"\\]+/g)) {
        for (const secret of new URL(value).searchParams.values()) if (secret.length >= 12) secrets.add(secret);
      }
    };
    const spying: Send = async (request) => {
      addSecretsOf(request.url.href);
      const answer = await sendOverHttp(request);
      addSecretsOf(answer.text);
      addSecretsOf(answer.headers.location ?? '');
      return answer;
    };
    const signed = 'https://bucket.example/video?X-Amz-Signature=planted-signature-of-the-video';
    addSecretsOf(signed);

    const table = await createTestTable(dynamo.url);
    const events = createPostEvents(table);
    const posts = createMemoryPosts();
    const request = platformRules[platform].buildRequest({
      settings: platformSettings[platform].defaults,
      texts: { title: 'A title', description: 'Words', tags: '', caption: 'Words' },
      assets: {},
    });
    const post = buildPost({ platform, request, sizeBytes: bytes.length });
    await posts.create([post]);
    const lines: string[] = [];
    const log = openLog('hopper-test', (line) => lines.push(line));
    const newEventId = monotonicFactory();
    const publisher = simulator.publisher(spying);
    const { remoteId } = await simulator.oauth.fetchAccount(granted.accessToken);
    const work = createPublishWorker({
      posts,
      hints: { send: async () => undefined },
      visibility: { hide: async () => undefined },
      media: {
        open: async (_key, from, to) => Readable.from([bytes.subarray(from, to + 1)]),
        size: async () => bytes.length,
        share: async () => signed,
      },
      publisher: () => publisher,
      accessTokens: () => ({
        get: async () => granted.accessToken,
        giveUp: async () => undefined,
        account: async () => ({ remoteId, variant, circuit: closedCircuit }),
      }),
      circuits: createMemoryTokens(undefined),
      timeline: () => keepTimeline({ events, clock: systemClock, newEventId, log }, post),
      clock: systemClock,
      random: () => 0.5,
      leaseMs: 30_000,
      log,
      tell: () => undefined,
    });
    const hint = { key: post, platform, receiptHandle: 'receipt', receiveCount: 1 };
    await work(hint, Date.now() + 60_000);

    const told = (await events.list(post, { limit: 200, now: Date.now() })).events;
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['claimed', 'session_opened']));
    const calls = told.flatMap((event) => event.calls);
    expect(calls).not.toEqual([]);
    expect(calls.every(({ status }) => status !== null)).toBe(true);
    expect(secrets.size).toBeGreaterThan(1);
    expect(lines.filter((line) => line.includes('platform call'))).not.toEqual([]);
    const text = JSON.stringify(told) + lines.join('\n');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/upload_id|upload_token|access_token|X-Amz|Bearer|[?]/i);
  });
});
