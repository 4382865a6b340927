import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { checkpointOf, type InstagramWorld, makeClip, startInstagramWorld } from './support/instagram-world.ts';

const limits = { dailyPosts: 10_000, dailyContainers: 10_000 };
let world: InstagramWorld;
beforeAll(async () => {
  world = await startInstagramWorld('instagram_login', { instagram: limits });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.simulator.setFaults();
  world.newCaption();
});

/** Runs a test in a world of its own. */
async function inWorld(
  options: Parameters<typeof startInstagramWorld>,
  work: (own: InstagramWorld) => Promise<void>,
): Promise<void> {
  const own = await startInstagramWorld(...options);
  try {
    await work(own);
  } finally {
    await own.close();
  }
}

async function expectOneReel(from: InstagramWorld, results: readonly { state: string }[]): Promise<void> {
  const last = results.at(-1);
  const rows = await from.onAccount();
  expect(rows.map(({ remoteId }) => remoteId)).toEqual([
    last?.state === 'published' && 'remoteId' in last ? last.remoteId : 'not published',
  ]);
}

describe('refusals', () => {
  const refusals: [
    operation: string,
    status: number,
    reason: string,
    kind: PlatformErrorKind,
    wait?: number | undefined,
  ][] = [
    ['media.create', 400, '-1/2207032', 'transient'],
    ['media.create', 400, '-1/2207001', 'transient'],
    ['media.create', 400, '-1/2207053', 'transient'],
    ['media.create', 500, '2', 'transient'],
    ['media.create', 503, '1', 'transient'],
    ['media.create', 502, '190', 'reauthorize'],
    ['media.create', 400, '9004/2207052', 'transient'],
    ['media.create', 400, '4/2207051', 'rate_limited', 12 * 3600],
    ['media.create', 400, '4', 'rate_limited', 15 * 60],
    ['media.create', 400, '17', 'rate_limited', 15 * 60],
    ['media.create', 400, '32', 'rate_limited'],
    ['media.create', 400, '613', 'rate_limited'],
    ['media.create', 400, '80002', 'rate_limited', 7 * 60],
    ['media.create', 400, '100', 'rejected'],
    ['media.create', 400, '100/2207023', 'rejected'],
    ['media.create', 400, '100/2207081', 'rejected'],
    ['media.create', 400, '36004/2207010', 'rejected'],
    ['media.create', 400, '352/2207026', 'rejected'],
    ['media.create', 400, '25/2207050', 'rejected'],
    ['media.create', 403, '10', 'reauthorize'],
    ['media.create', 403, '200', 'reauthorize'],
    ['media.create', 400, '102', 'reauthorize'],
    ['media.create', 400, '190/458', 'reauthorize'],
    ['media.create', 400, '190/459', 'reauthorize'],
    ['media.create', 400, '190/460', 'reauthorize'],
    ['media.create', 400, '190/463', 'reauthorize'],
    ['media.create', 400, '190/464', 'reauthorize'],
    ['media.create', 400, '190/492', 'reauthorize'],
    ['container.status', 500, '2', 'transient'],
    ['container.status', 400, '100/33', 'transient'],
    ['media.publish', 400, '9/2207042', 'quota', 3600],
    ['media.publish', 400, '4/2207051', 'rate_limited', 12 * 3600],
    ['media.publish', 400, '25/2207050', 'rejected'],
    ['media.publish', 400, '190/460', 'reauthorize'],
  ];
  // A row that is shorter than the parameters would get jest's `done` instead.
  const whole = refusals.map(([operation, status, reason, kind, wait]) => ({ operation, status, reason, kind, wait }));
  it.each(whole)('$operation: $status $reason is $kind', async ({ operation, status, reason, kind, wait }) => {
    await world.simulator.setFaults({ kind: 'status', operation, status, reason, count: null });
    const error = await world.failure();
    expect(error).toMatchObject({ kind });
    expect(error.userMessage).toMatch(/^[A-Z].{20,}\.$/);
    // A refusal to publish is looked into for a minute before it is told.
    const lookedFor = operation === 'media.publish' ? 60 : 0;
    if (wait !== undefined) expect(error.retryAfterSeconds).toBe(wait - lookedFor);
    expect(await world.onAccount()).toEqual([]);
  });

  it('a token that was refused is renewed once', async () => {
    await world.simulator.setFaults({ kind: 'token-revoked', operation: 'media.create' });
    await expectOneReel(world, await world.drive());
  });

  it('an unreachable Instagram is transient', async () => {
    await world.simulator.setFaults({ kind: 'before-effect', operation: 'media.create' });
    expect(await world.failure()).toMatchObject({ kind: 'transient', causeCode: 'no_answer' });
  });

  it('an answer that is lost after a container was made costs a container', async () => {
    await world.simulator.setFaults({ kind: 'after-effect', operation: 'media.create' });
    expect(await world.failure()).toMatchObject({ kind: 'transient' });
    await expectOneReel(world, await world.drive());
  });

  it('an account whose posts of the day are used up waits, with nothing published', async () => {
    await inWorld(['instagram_login', { instagram: { dailyPosts: 1 } }], async (own) => {
      const first = await own.drive();
      expect(first.at(-1)?.state).toBe('published');
      own.newCaption();
      expect(await own.failure()).toMatchObject({ kind: 'quota', causeCode: 'posts_used_up', retryAfterSeconds: 3600 });
      expect(await own.onAccount()).toEqual([]);
    });
  });
});

describe('the video', () => {
  const outcome = (reason: string, count = 1) =>
    world.simulator.setFaults({ kind: 'outcome', operation: 'media.create', outcome: 'failed', reason, count });

  it.each(['352/2207026', '1/2207057'])('that Instagram cannot take (%s) is a definite end', async (reason) => {
    await outcome(reason);
    expect(await world.failure()).toMatchObject({
      kind: 'rejected',
      causeCode: `container_${reason.split('/')[1]}`,
    });
  });

  it.each(['-1/2207053', '-2/2207003', '9004/2207052', '-1/2207085', '-2/2207020'])(
    'that came to harm (%s) goes into a new container',
    async (reason) => {
      await outcome(reason);
      const before = (await world.simulator.containers()).length;
      await expectOneReel(world, await world.drive());
      expect((await world.simulator.containers()).length).toBe(before + 2);
    },
  );

  it('that comes to harm again and again is a definite end', async () => {
    await outcome('-1/2207053', 10);
    expect(await world.failure()).toMatchObject({ kind: 'rejected', causeCode: 'container_2207053' });
  });

  it('that cannot be fetched for a moment is fetched with the next container', async () => {
    await world.simulator.setFaults({
      kind: 'status',
      operation: 'container.fetch',
      status: 400,
      reason: '9004/2207052',
    });
    await expectOneReel(world, await world.drive());
  });

  it.each([
    ['is no video', Buffer.from('words'.repeat(1000)), 'video/mp4'],
    ['has the wrong type', makeClip(), 'text/plain'],
  ])('that %s is refused', async (_name, bytes, contentType) => {
    const source = world.files.serve(bytes, contentType);
    expect(await world.failure({ source })).toMatchObject({ kind: 'rejected', causeCode: 'container_2207026' });
  });

  it('is polled in growing intervals, however long it takes', async () => {
    await world.simulator.setFaults({ kind: 'outcome', operation: 'media.create', outcome: 'stuck', polls: 14 });
    const results = await world.drive();
    const polls = results.flatMap((result) => (result.state === 'processing' ? [result.pollAfterSeconds] : []));
    expect(polls.slice(0, 13)).toEqual([5, 5, 10, 10, 15, 30, 30, 60, 60, 120, 300, 300, 300]);
    await expectOneReel(world, results);
  });
});

describe('publishing without a clear answer', () => {
  it.each([
    ['was lost', { kind: 'after-effect' }],
    ['came as half', { kind: 'half-answer' }],
    ['was an error of the server', { kind: 'after-effect', status: 500 }],
    ['was code 1', { kind: 'after-effect', status: 400, reason: '1' }],
    ['was code -1', { kind: 'after-effect', status: 400, reason: '-1/2207001' }],
    ['was "no such container"', { kind: 'after-effect', status: 400, reason: '24/2207008' }],
    ['was "media not found"', { kind: 'after-effect', status: 400, reason: '24/2207006' }],
    ['was a page of a proxy', { kind: 'after-effect', status: 502 }],
    ['was a refusal by a proxy', { kind: 'after-effect', status: 400, reason: '100' }],
  ] as const)('finds the reel whose answer %s', async (_name, fault) => {
    await world.simulator.setFaults({ ...fault, operation: 'media.publish' });
    const published = await world.simulator.stat('mediaPublished');
    await expectOneReel(world, await world.drive());
    expect((await world.simulator.stat('mediaPublished')) - published).toBe(1);
  });

  it.each([
    ['was cut before', { kind: 'before-effect' }],
    ['failed before', { kind: 'status', status: 500 }],
    ['was "no such container" by mistake', { kind: 'status', status: 400, reason: '24/2207008' }],
  ] as const)('publishes the same container again, after a while, when it %s', async (_name, fault) => {
    await world.simulator.setFaults({ ...fault, operation: 'media.publish' });
    const containers = (await world.simulator.containers()).length;
    const results = await world.drive();
    await expectOneReel(world, results);
    expect((await world.simulator.containers()).length).toBe(containers + 1);
    const waits = results.flatMap((result) => (result.state === 'processing' ? [result.pollAfterSeconds] : []));
    expect(waits.filter((seconds) => seconds === 30)).toHaveLength(2);
  });

  it('polls on when it is not ready after all (9007)', async () => {
    await world.simulator.setFaults({
      kind: 'status',
      operation: 'media.publish',
      status: 400,
      reason: '9007/2207027',
    });
    await expectOneReel(world, await world.drive());
  });

  it('gives up to a person when Instagram never says yes or no', async () => {
    await world.simulator.setFaults({ kind: 'status', operation: 'media.publish', status: 500, count: null });
    expect(await world.failure()).toMatchObject({ kind: 'unknown', causeCode: 'maybe_published' });
    expect(await world.simulator.stat('requests.media.publish')).toBeGreaterThan(0);
    expect(await world.onAccount()).toEqual([]);
  });

  it.each([
    ['no answer', {}],
    ['a refusal', { status: 400, reason: '25/2207050' }],
  ])(
    'publishes once although the container goes on saying that it is not published, after %s',
    async (_name, fault) => {
      await inWorld(['instagram_login', { instagram: { staleStatusSeconds: 100 } }], async (own) => {
        await own.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish', ...fault });
        await expectOneReel(own, await own.drive());
      });
    },
  );

  it.each([60, 300])('waits for the reel to appear in the list (%d s)', async (listDelaySeconds) => {
    await inWorld(['facebook_login', { instagram: { listDelaySeconds } }], async (own) => {
      await own.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish' });
      await expectOneReel(own, await own.drive());
    });
  });

  it('asks a person when it is out but never appears', async () => {
    await inWorld(['instagram_login', { instagram: { listDelaySeconds: 1e6 } }], async (own) => {
      await own.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish' });
      expect(await own.failure()).toMatchObject({ kind: 'unknown', causeCode: 'published_not_found' });
      expect(await own.onAccount()).toHaveLength(1);
    });
  });

  it('does not take an older reel with the same words for its own', async () => {
    await world.drive();
    const [older] = await world.onAccount();
    await world.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish' });
    const results = await world.drive();
    const rows = await world.onAccount();
    expect(rows).toHaveLength(2);
    expect(results.at(-1)).toMatchObject({ state: 'published', remoteId: rows[1]?.remoteId });
    expect(rows[1]?.remoteId).not.toBe(older?.remoteId);
  });

  it('takes a new container when the tried one has expired, after looking for the reel', async () => {
    await world.simulator.setFaults({ kind: 'before-effect', operation: 'media.publish' });
    const tried = await world.drive({
      until: (result) => result.state === 'processing' && result.pollAfterSeconds === 30,
    });
    await world.wait(25 * 3600);
    const lists = await world.simulator.stat('requests.media.list');
    await expectOneReel(world, await world.drive({ checkpoint: checkpointOf(tried) }));
    expect((await world.simulator.stat('requests.media.list')) - lists).toBeGreaterThanOrEqual(4);
  });

  it('does not take another story of the same minute for one that was refused', async () => {
    const request = { mediaType: 'STORIES', caption: '', shareToFeed: false } as const;
    const ready = await world.drive({ request, dueAt: world.now() + 60_000 });
    await world.wait(60);
    const before = (await world.simulator.ledger()).length;
    await world.drive({ request });
    await world.simulator.setFaults({
      ...{ kind: 'status', operation: 'media.publish' },
      ...{ status: 400, reason: '25/2207050' },
    });
    expect(await world.failure({ request, checkpoint: checkpointOf(ready) })).toMatchObject({ kind: 'rejected' });
    expect((await world.simulator.ledger()).length).toBe(before + 1);
  });

  it('leaves it to a person when only another story of the same minute can be seen', async () => {
    const request = { mediaType: 'STORIES', caption: '', shareToFeed: false } as const;
    const ready = await world.drive({ request, dueAt: world.now() + 60_000 });
    await world.wait(60);
    await world.drive({ request });
    await world.simulator.setFaults({ kind: 'session-lost', operation: 'media.publish', status: 404 });
    expect(await world.failure({ request, checkpoint: checkpointOf(ready) })).toMatchObject({
      kind: 'unknown',
      causeCode: 'maybe_published',
    });
  });

  it('finds a story whose answer was lost', async () => {
    await world.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish' });
    const before = (await world.simulator.ledger()).length;
    const results = await world.drive({ request: { mediaType: 'STORIES', caption: '', shareToFeed: false } });
    expect(results.at(-1)?.state).toBe('published');
    expect((await world.simulator.ledger()).length).toBe(before + 1);
  });
});

describe('uploads', () => {
  it.each([
    ['cut in the middle', { kind: 'cut-body-after', bytes: 100_000 }],
    ['answered by nobody', { kind: 'after-effect' }],
    ['refused for a moment', { kind: 'status', status: 400, reason: 'ProcessingFailedError' }],
    ['refused for its token', { kind: 'status', status: 400, reason: 'NotAuthorizedError' }],
    ['failed at the server', { kind: 'status', status: 503 }],
  ] as const)('that were %s begin anew', async (_name, fault) => {
    await inWorld(['facebook_login', {}], async (own) => {
      await own.simulator.setFaults({ ...fault, operation: 'rupload' });
      const sending = await own.drive({ until: ({ state }) => state === 'uploading' });
      const checkpoint = checkpointOf(sending);
      expect(await own.failure()).toMatchObject({ kind: 'transient' });
      await expectOneReel(own, await own.drive({ checkpoint }));
    });
  });

  it('for which one step is too short are fetched by Instagram from an address', async () => {
    await inWorld(['facebook_login', {}], async (own) => {
      await own.simulator.setFaults({ kind: 'slow', operation: 'rupload', bytesPerSecond: 50_000, count: null });
      const time = new AbortController();
      let checkpoint: unknown = null;
      const until = (result: object) => {
        checkpoint = 'checkpoint' in result ? result.checkpoint : null;
        return false;
      };
      const turn = own.drive({ signal: time.signal, until }).catch((error: unknown) => error);
      while ((await own.simulator.stat('requests.rupload')) === 0) await new Promise(setImmediate);
      const isOver = new Error('The time of this turn is up.');
      time.abort(isOver);
      expect(await turn).toBe(isOver);
      const results = await own.drive({ checkpoint });
      await expectOneReel(own, results);
      expect((await own.simulator.containers()).at(-1)?.parameters).toHaveProperty('video_url');
      const [fetching] = results;
      expect(fetching).toMatchObject({ state: 'processing', bytesSent: 0 });
    });
  });

  it('that never come through end in words, with nothing published', async () => {
    await inWorld(['facebook_login', {}], async (own) => {
      const sending = await own.drive({ until: ({ state }) => state === 'uploading' });
      const checkpoint = { ...(checkpointOf(sending) as object), containers: 8 };
      expect(await own.failure({ checkpoint })).toMatchObject({ kind: 'rejected', causeCode: 'containers_lost' });
    });
  });
});

describe('once it is out', () => {
  it('its address may come later', async () => {
    await inWorld(['instagram_login', { instagram: { permalinkDelaySeconds: 6 } }], async (own) => {
      const results = await own.drive();
      expect(results.at(-1)).toMatchObject({ state: 'published', url: expect.stringContaining('/reel/') });
    });
  });

  it('an address that never comes is a notice', async () => {
    await inWorld(['instagram_login', { instagram: { permalinkDelaySeconds: 1e6 } }], async (own) => {
      expect((await own.drive()).at(-1)).toMatchObject({
        state: 'published',
        url: 'https://www.instagram.com/adamakes/',
        notice: { code: 'no_address' },
      });
    });
  });

  it('a first comment whose answer was lost is not written twice', async () => {
    await world.simulator.setFaults({ kind: 'after-effect', operation: 'comments.create' });
    const before = (await world.comments()).length;
    const results = await world.drive({ request: { firstComment: 'Only once' } });
    expect(results.at(-1)).not.toHaveProperty('notice');
    expect((await world.comments()).slice(before)).toHaveLength(1);
  });

  it.each([
    ['comments.create', { firstComment: 'Never' }, 'first_comment_missing'],
    ['media.update', { allowComments: false }, 'comments_on'],
  ])('%s that fails for good is a notice, and nothing is posted again', async (operation, request, code) => {
    for (const fault of [
      { status: 403, reason: '10' },
      { status: 500, reason: '2' },
    ]) {
      world.newCaption();
      await world.simulator.setFaults({ kind: 'status', operation, ...fault, count: null });
      const results = await world.drive({ request });
      expect(results.at(-1)).toMatchObject({ state: 'published', notice: { code } });
      expect(await world.onAccount()).toHaveLength(1);
    }
  });
});
