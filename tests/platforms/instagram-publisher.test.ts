import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InstagramCheckpoint } from '../../shared/platforms/instagram/checkpoint.ts';
import { checkpointOf, type InstagramWorld, makeClip, startInstagramWorld } from './support/instagram-world.ts';

const variants = ['instagram_login', 'facebook_login'] as const;

describe.each(variants)('by %s', (variant) => {
  let world: InstagramWorld;
  beforeAll(async () => {
    world = await startInstagramWorld(variant, { instagram: { dailyPosts: 10_000, dailyContainers: 10_000 } });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.simulator.setFaults();
    world.newCaption();
  });

  it('brings a reel to the account', async () => {
    const results = await world.drive();
    const [row, ...others] = await world.onAccount();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      kind: 'reel',
      account: '17841400000000001',
      bytes: world.source.sizeBytes,
      sha256: world.source.sha256,
    });
    expect(results.at(-1)).toEqual({
      state: 'published',
      remoteId: row?.remoteId,
      url: expect.stringMatching(/\/reel\/[\w-]+\/$/),
    });
  });

  it('gives one reel from every checkpoint at which a worker may have died', async () => {
    const all = await world.drive({ request: { firstComment: 'First!' } });
    const unfinished = all.filter(({ state }) => state !== 'published');
    expect(unfinished.length).toBeGreaterThanOrEqual(5);
    for (const index of unfinished.keys()) {
      world.newCaption();
      let steps = 0;
      const before = await world.drive({ request: { firstComment: 'First!' }, until: () => steps++ === index });
      const after = await world.drive({ request: { firstComment: 'First!' }, checkpoint: checkpointOf(before) });
      const rows = await world.onAccount();
      expect(rows.map(({ remoteId }) => remoteId)).toEqual([
        after.at(-1)?.state === 'published' ? (after.at(-1) as { remoteId: string }).remoteId : 'not published',
      ]);
    }
    const comments = await world.comments();
    expect(comments).toHaveLength(unfinished.length + 1);
  });

  it('waits for its time with everything done, and is out then', async () => {
    const dueAt = world.now() + 3600_000;
    const landed = await world.drive({ dueAt });
    expect(landed.at(-1)).toMatchObject({ state: 'ready', goLiveAt: dueAt });
    expect(await world.onAccount()).toEqual([]);
    expect((await world.simulator.containers()).at(-1)).toMatchObject({ state: 'finished' });
    await world.wait((dueAt - world.now()) / 1000);
    await world.drive({ dueAt, checkpoint: checkpointOf(landed) });
    const [row] = await world.onAccount();
    expect(Date.parse(row?.publishedAt ?? '') - dueAt).toBeGreaterThanOrEqual(0);
    expect(Date.parse(row?.publishedAt ?? '') - dueAt).toBeLessThan(60_000);
  });

  it('makes no container that would be too old when its time has come', async () => {
    const dueAt = world.now() + 36 * 3600_000;
    const results = await world.drive({ dueAt, until: () => true });
    expect(results).toEqual([{ state: 'uploading', checkpoint: null, bytesSent: 0, pauseSeconds: expect.any(Number) }]);
    const [first] = results;
    expect(first && 'pauseSeconds' in first && first.pauseSeconds).toBeLessThanOrEqual(24 * 3600 + 1);
  });

  it('takes a new container when the old one has expired unpublished', async () => {
    const dueAt = world.now() + 3600_000;
    const landed = await world.drive({ dueAt });
    await world.wait(25 * 3600);
    const results = await world.drive({ dueAt, checkpoint: checkpointOf(landed) });
    expect(results.at(-1)?.state).toBe('published');
    expect(await world.onAccount()).toHaveLength(1);
  });

  it('a story has no words and a list of its own', async () => {
    const before = (await world.simulator.ledger()).length;
    const results = await world.drive({ request: { mediaType: 'STORIES', caption: '', shareToFeed: false } });
    expect(results.at(-1)).toMatchObject({ state: 'published', url: expect.stringContaining('/stories/adamakes/') });
    const rows = (await world.simulator.ledger()).slice(before);
    expect(rows).toEqual([expect.objectContaining({ kind: 'story', title: '' })]);
  });

  it('says everything that was set', async () => {
    const cover = world.files.put('/cover.jpg', Buffer.from('a picture'), 'image/jpeg');
    await world.drive({
      request: {
        cover: { kind: 'url', url: cover },
        collaborators: ['benbuilds'],
        userTags: ['danaruiz'],
        locationId: '123',
        audioName: 'My sound',
        isTrial: true,
        isAiGenerated: true,
        isPaidPartnership: true,
        sponsorIds: ['42'],
      },
    });
    expect((await world.simulator.containers()).at(-1)?.parameters).toMatchObject({
      media_type: 'REELS',
      share_to_feed: 'true',
      cover_url: cover,
      collaborators: '["benbuilds"]',
      user_tags: '[{"username":"danaruiz"}]',
      location_id: '123',
      audio_name: 'My sound',
      trial_params: '{"graduation_strategy":"MANUAL"}',
      is_ai_generated: 'true',
      is_paid_partnership: 'true',
      branded_content_sponsor_ids: '["42"]',
    });
  });

  it('writes the first comment, or switches comments off', async () => {
    const before = (await world.comments()).length;
    await world.drive({ request: { firstComment: 'More below' } });
    expect((await world.comments()).slice(before)).toEqual([expect.objectContaining({ title: 'More below' })]);
    world.newCaption();
    const results = await world.drive({ request: { allowComments: false } });
    expect(results.at(-1)).not.toHaveProperty('notice');
    expect(await world.simulator.stat('requests.media.update')).toBeGreaterThan(0);
  });

  it('tells of material of others', async () => {
    const results = await world.drive({ request: { caption: 'copyright-match' } });
    expect(results.at(-1)).toMatchObject({ state: 'published', notice: { code: 'copyright_match' } });
  });

  it('sends the token to the API only', async () => {
    expect(await world.simulator.stat('total', 'strayTokens')).toBe(0);
  });
});

describe('bytes', () => {
  it('are fetched by Instagram, or sent to the upload host, by login', async () => {
    for (const variant of variants) {
      const world = await startInstagramWorld(variant);
      const source = world.files.serve(makeClip(3_000_000, 7));
      await world.drive({ source });
      expect((await world.simulator.ledger()).at(-1)).toMatchObject({ sha256: source.sha256 });
      const isFetched = variant === 'instagram_login';
      expect(await world.simulator.stat('requests.rupload')).toBe(isFetched ? 0 : 1);
      expect((await world.simulator.containers()).at(-1)?.parameters).toHaveProperty(
        isFetched ? 'video_url' : 'upload_type',
      );
      await world.close();
    }
  });

  it('are not sent, nor the token, to an upload address elsewhere', async () => {
    const { createInstagramPublisher } = await import('../../shared/platforms/instagram/publisher.ts');
    const world = await startInstagramWorld('facebook_login');
    const asked: string[] = [];
    const publisher = createInstagramPublisher(world.simulator.addresses, async ({ url }) => {
      asked.push(url.host);
      return { status: 200, headers: {}, text: JSON.stringify({ id: '1', uri: 'https://evil.example/upload' }) };
    });
    expect(await world.failure({ publisher })).toMatchObject({ kind: 'transient', causeCode: 'unexpected_answer' });
    expect(asked).toEqual([new URL(world.simulator.url).host]);
    await world.close();
  });

  it('a checkpoint holds no token', async () => {
    const world = await startInstagramWorld('facebook_login');
    const results = await world.drive();
    const checkpoints = results.flatMap((result) => ('checkpoint' in result ? [result.checkpoint] : []));
    const phases = checkpoints.map((checkpoint) => (checkpoint as NonNullable<InstagramCheckpoint>).phase);
    expect(new Set(phases)).toEqual(new Set(['sending', 'preparing', 'publishing', 'live']));
    expect(JSON.stringify(checkpoints)).not.toContain('EAAsim');
    await world.close();
  });
});
