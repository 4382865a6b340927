import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { withDeadline } from '../../shared/platforms/with-deadline.ts';
import { driveThrough } from './support/drive-through.ts';
import { commonFaults } from './support/faults.ts';
import { type InstagramWorld, startInstagramWorld } from './support/instagram-world.ts';

/** Everything that can go wrong with any call, by what the client sees of it. */
const faults = {
  ...commonFaults,
  'happens, but is answered with 500': { kind: 'after-effect', status: 500 },
  'happens, but is answered with "blocked"': { kind: 'after-effect', status: 400, reason: '4/2207051' },
} as const;

/** Calls on the way of a reel with a first comment. */
const operations = {
  instagram_login: [
    'media.create',
    'container.status',
    'publishing-limit.get',
    'media.list',
    'media.publish',
    'comments.create',
    'media.get',
  ],
  facebook_login: ['media.create', 'rupload', 'container.status', 'media.publish'],
} as const;

const cases = (['instagram_login', 'facebook_login'] as const).flatMap((variant) =>
  operations[variant].flatMap((operation) =>
    Object.entries(faults).map(([name, fault]) => ({ variant, operation, name, fault })),
  ),
);

const worlds = new Map<string, InstagramWorld>();
beforeAll(async () => {
  for (const variant of ['instagram_login', 'facebook_login'] as const) {
    const instagram = { dailyPosts: 10_000, dailyContainers: 10_000, hourlyCalls: 1_000_000 };
    worlds.set(variant, await startInstagramWorld(variant, { instagram }));
  }
});
afterAll(() => Promise.all([...worlds.values()].map((world) => world.close())));

function worldOf(variant: string): InstagramWorld {
  const world = worlds.get(variant);
  if (!world) throw new Error(`No world for ${variant}.`);
  return world;
}

describe('a reel whose', () => {
  beforeEach(() => Promise.all([...worlds.values()].map((world) => world.newCaption())));

  it.each(cases)('$operation ($variant) $name comes out exactly once', async ({ variant, operation, fault }) => {
    const world = worldOf(variant);
    const comments = (await world.comments()).length;
    await world.simulator.setFaults({ ...fault, operation });
    // Whoever never hears an answer gives up; the worker does so by the time of its step.
    const send = fault.kind === 'stall' ? withDeadline(sendOverHttp, 300) : sendOverHttp;
    const publisher = createInstagramPublisher(world.simulator.addresses, send);
    const request = { firstComment: 'First!' };
    const results = await driveThrough((options) => world.drive({ ...options, publisher, request }), world.wait);
    const rows = await world.onAccount();
    expect(results.at(-1)).toMatchObject({ state: 'published', remoteId: rows[0]?.remoteId });
    expect(rows).toMatchObject([{ sha256: world.source.sha256, bytes: world.source.sizeBytes }]);
    expect((await world.comments()).length - comments).toBeLessThanOrEqual(1);
  });
});

describe('a reel that', () => {
  it.each(['instagram_login', 'facebook_login'] as const)(
    'is processed for 40 minutes (%s) comes out',
    async (variant) => {
      const own = await startInstagramWorld(variant, { instagram: { processingSeconds: 2400 } });
      const begun = own.now();
      expect((await own.drive()).at(-1)?.state).toBe('published');
      expect(own.now() - begun).toBeGreaterThanOrEqual(2400_000);
      expect(await own.onAccount()).toHaveLength(1);
      await own.close();
    },
  );

  it.each([
    ['rupload', 404],
    ['rupload', 410],
    ['container.status', 404],
    ['container.status', 410],
    ['media.publish', 404],
    ['media.publish', 410],
  ] as const)('loses its container at %s (%i) gets another one', async (operation, status) => {
    const world = worldOf('facebook_login');
    world.newCaption();
    await world.simulator.setFaults({ kind: 'session-lost', operation, status });
    const results = await driveThrough((options) => world.drive(options), world.wait).catch((error: unknown) => error);
    const rows = await world.onAccount();
    // A container that vanishes while it is published may have been published: nobody but a person can tell.
    if (operation === 'media.publish' && status === 404) {
      expect(results).toMatchObject({ kind: 'unknown', causeCode: 'maybe_published' });
      expect(rows).toEqual([]);
    } else {
      expect(Array.isArray(results) && results.at(-1)).toMatchObject({ remoteId: rows[0]?.remoteId });
      expect(rows).toHaveLength(1);
    }
  });

  it('loses its container after the last byte, with no word about it, gets another one', async () => {
    const world = worldOf('facebook_login');
    world.newCaption();
    await world.simulator.setFaults(
      { kind: 'after-effect', operation: 'rupload' },
      { kind: 'session-lost', operation: 'container.status', status: 404 },
    );
    const results = await driveThrough((options) => world.drive(options), world.wait);
    expect(results.at(-1)?.state).toBe('published');
    expect(await world.onAccount()).toHaveLength(1);
  });
});
