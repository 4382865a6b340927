import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { driveThrough } from './support/drive-through.ts';
import { type InstagramWorld, startInstagramWorld } from './support/instagram-world.ts';

/**
 * Every documented error and what it is to us; the texts of the last group are for nobody's eyes.
 * @see https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/error-codes
 */
const documented: Readonly<Record<string, PlatformErrorKind>> = {
  '-2/2207003': 'transient',
  '-2/2207020': 'transient',
  '-1/2207001': 'transient',
  '-1/2207032': 'transient',
  '-1/2207053': 'transient',
  '1/2207057': 'rejected',
  '4/2207051': 'rate_limited',
  '9/2207042': 'quota',
  '24/2207006': 'rejected',
  '24/2207008': 'transient',
  '25/2207050': 'rejected',
  '100/2207023': 'rejected',
  '100/2207028': 'rejected',
  '100/2207035': 'rejected',
  '100/2207036': 'rejected',
  '100/2207037': 'rejected',
  '100/2207040': 'rejected',
  '352/2207026': 'rejected',
  '9004/2207052': 'transient',
  '9007/2207027': 'transient',
  '36000/2207004': 'rejected',
  '36001/2207005': 'rejected',
  '36003/2207009': 'rejected',
  '36004/2207010': 'rejected',
  '-1/2207077': 'transient',
  '100/2207081': 'rejected',
  '-1/2207082': 'transient',
  '-1/2207085': 'transient',
  '190': 'reauthorize',
  '190/458': 'reauthorize',
  '190/459': 'reauthorize',
  '190/460': 'reauthorize',
  '190/463': 'reauthorize',
  '190/464': 'reauthorize',
  '190/467': 'reauthorize',
  '190/492': 'reauthorize',
  '102': 'reauthorize',
  '10': 'reauthorize',
  '200': 'reauthorize',
  '299': 'reauthorize',
  '100': 'rejected',
  '100/33': 'transient',
  '4': 'rate_limited',
  '17': 'rate_limited',
  '32': 'rate_limited',
  '613': 'rate_limited',
  '80001': 'rate_limited',
  '80002': 'rate_limited',
  '1': 'transient',
  '2': 'transient',
};
const rows = Object.entries(documented);
/** What Instagram says of a container that has failed. */
const ofContainers = rows.filter(([reason]) => reason.includes('/22'));

let world: InstagramWorld;
beforeAll(async () => {
  const instagram = { dailyPosts: 10_000, dailyContainers: 10_000, hourlyCalls: 1_000_000 };
  world = await startInstagramWorld('instagram_login', { instagram });
});
afterAll(() => world.close());
beforeEach(() => {
  world.newCaption();
});

describe('an answer', () => {
  it.each(rows)('%s is %s, in words for its user', async (reason, kind) => {
    await world.simulator.setFaults({ kind: 'status', operation: 'media.create', status: 400, reason, count: null });
    const error = await world.failure();
    expect(error).toMatchObject({ kind, causeCode: `meta_${reason.replace('/', '_')}` });
    expect(error.userMessage).toMatch(/^[A-Z].{20,}\.$/);
    // The words for what nobody knows.
    expect(error.userMessage).not.toBe('Instagram refused the post.');
    if (kind === 'rate_limited' || kind === 'quota') expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(60);
    expect(await world.onAccount()).toEqual([]);
  });

  it('that nobody has seen before is a no, in the words of Instagram', async () => {
    await world.simulator.setFaults({ kind: 'status', operation: 'media.create', status: 400, reason: '4711/1' });
    expect(await world.failure()).toMatchObject({ kind: 'rejected', causeCode: 'meta_4711_1' });
  });
});

describe('a container that ends with', () => {
  it.each(ofContainers)('%s (%s) is replaced, or ends the post in words', async (reason, kind) => {
    const outcome = { kind: 'outcome', operation: 'media.create', outcome: 'failed', reason } as const;
    await world.simulator.setFaults(outcome);
    const ended = await world.drive().catch((error: unknown) => error);
    if (kind === 'rejected') {
      expect(ended).toMatchObject({ kind, causeCode: `container_${reason.split('/')[1]}` });
      expect(await world.onAccount()).toEqual([]);
    } else {
      expect(await world.onAccount()).toHaveLength(1);
    }
  });

  it.each(ofContainers)('%s again and again is an end', async (reason) => {
    await world.simulator.setFaults({
      ...{ kind: 'outcome', operation: 'media.create', outcome: 'failed' },
      ...{ reason, count: null },
    });
    const error = await world.failure();
    expect(error).toMatchObject({ kind: 'rejected', causeCode: `container_${reason.split('/')[1]}` });
    expect(error.userMessage).not.toContain('by itself');
    expect(error.userMessage).not.toContain('half a day');
  });
});

describe('publishing that is answered with', () => {
  /** A user who connects again whenever that is asked for. */
  const drive = () => {
    let checkpoint: unknown = null;
    return driveThrough(async (options) => {
      for (;;) {
        const until = (result: object) => {
          if ('checkpoint' in result) checkpoint = JSON.parse(JSON.stringify(result.checkpoint));
          return options.until?.(result as never) ?? false;
        };
        try {
          return await world.drive({ checkpoint: options.checkpoint ?? checkpoint, until });
        } catch (error) {
          if (Object(error).kind !== 'reauthorize') throw error;
          options.checkpoint = checkpoint;
        }
      }
    }, world.wait);
  };

  it.each(rows)('%s (%s) although it is out, is out once', async (reason) => {
    await world.simulator.setFaults({ kind: 'after-effect', operation: 'media.publish', status: 400, reason });
    const results = await drive();
    const [reel, ...others] = await world.onAccount();
    expect(others).toEqual([]);
    expect(results.at(-1)).toMatchObject({ state: 'published', remoteId: reel?.remoteId });
  });

  it.each(rows)('%s (%s) and is not out, is out once after all, or a definite end', async (reason, kind) => {
    await world.simulator.setFaults({ kind: 'status', operation: 'media.publish', status: 400, reason });
    const ended = await drive().catch((error: unknown) => error);
    const isEnd = kind === 'rejected' && reason !== '24/2207006';
    if (isEnd) expect(ended).toMatchObject({ kind: 'rejected', causeCode: `meta_${reason.replace('/', '_')}` });
    expect(await world.onAccount()).toHaveLength(isEnd ? 0 : 1);
  });
});
