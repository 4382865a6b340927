import { beforeEach, describe, expect, it } from '@jest/globals';
import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import type { PlatformRules } from '../../shared/domain/platforms/platform-rules.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { buildConnection } from '../support/build-connection.ts';
import { createSettingsWorld } from './support/settings-world.ts';

let world: ReturnType<typeof createSettingsWorld>;
beforeEach(() => {
  world = createSettingsWorld();
});

it('GET /api/youtube/settings answers the whole category with defaults', async () => {
  expect(await world.call('getYoutubeSettings')).toMatchObject({
    status: 200,
    body: {
      visibility: 'private',
      made_for_kids: false,
      title_template: '',
      description_template: '',
      tags_template: '',
    },
  });
});

it('GET /api/tiktok/settings answers the whole category with defaults', async () => {
  expect(await world.call('getTiktokSettings')).toMatchObject({
    status: 200,
    body: {
      privacy_level: 'private',
      allow_comments: false,
      allow_duet: false,
      allow_stitch: false,
      title_template: '',
      description_template: '',
      brand_organic_toggle: false,
      brand_content_toggle: false,
      is_aigc: false,
    },
  });
});

it('GET /api/instagram/settings answers the whole category with defaults', async () => {
  expect(await world.call('getInstagramSettings')).toMatchObject({
    status: 200,
    body: {
      caption_template: '',
      media_type: 'REELS',
      share_to_feed: true,
      location_id: '',
      cover_url: '',
      disable_comments: false,
      disable_likes: false,
    },
  });
});

describe('POST /api/{platform}/settings', () => {
  it.each([
    ['setYoutubeSettings', 'getYoutubeSettings', { visibility: 'unlisted', tags_template: 'a, b' }],
    ['setTiktokSettings', 'getTiktokSettings', { privacy_level: 'public', allow_duet: true }],
    ['setInstagramSettings', 'getInstagramSettings', { share_to_feed: false, caption_template: '{filename} 🎉' }],
  ] as const)('%s takes any subset and answers the whole category', async (write, read, body) => {
    const before = (await world.call(read)).body;
    const answer = await world.call(write, { body });
    expect(answer).toMatchObject({ status: 200, body: { ...before, ...body } });
    expect((await world.call(read)).body).toEqual({ ...before, ...body });
  });

  it.each([
    ['setYoutubeSettings', 'made_for_kids=true&visibility=public', { made_for_kids: true, visibility: 'public' }],
    ['setTiktokSettings', 'privacy_level=SELF_ONLY&is_aigc=True', { privacy_level: 'SELF_ONLY', is_aigc: true }],
    ['setInstagramSettings', 'share_to_feed=false&location_id=123', { share_to_feed: false, location_id: '123' }],
  ] as const)('%s takes the query %s', async (write, query, expected) => {
    expect(await world.call(write, { query })).toMatchObject({ status: 200, body: expected });
  });

  it.each([
    ['setYoutubeSettings', 'visibility', 'secret'],
    ['setYoutubeSettings', 'privacy_level', 'public'],
    ['setYoutubeSettings', 'made_for_kids', 'no'],
    ['setTiktokSettings', 'privacy_level', 'everybody'],
    ['setTiktokSettings', 'allow_comments', 1],
    ['setTiktokSettings', 'visibility', 'public'],
    ['setInstagramSettings', 'media_type', 'IMAGE'],
    ['setInstagramSettings', 'caption_template', 'x'.repeat(2201)],
    ['setInstagramSettings', 'cover_url', 'javascript:alert(1)'],
  ] as const)('%s refuses %s = %j with the field named', async (write, field, value) => {
    const answer = await world.call(write, { body: { [field]: value } });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_input', details: [{ path: field }] } },
    });
  });

  it('instagram: likes cannot be switched off by its API, so that is refused with the reason and not stored', async () => {
    const answer = await world.call('setInstagramSettings', { body: { disable_likes: true, share_to_feed: false } });
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ path: 'disable_likes' }] } } });
    expect((await world.call('getInstagramSettings')).body).toMatchObject({
      disable_likes: false,
      share_to_feed: true,
    });
  });

  it('tiktok: branded content cannot be private', async () => {
    const body = { brand_content_toggle: true };
    expect((await world.call('setTiktokSettings', { body })).status).toBe(400);
    expect((await world.call('setTiktokSettings', { body: { ...body, privacy_level: 'public' } })).status).toBe(200);
    expect((await world.call('setTiktokSettings', { body: { privacy_level: 'private' } })).status).toBe(400);
  });
});

describe('combinations that the account does not take', () => {
  const rules: PlatformRules = {
    ...platformRules.youtube,
    checkSettings: (settings, destination) => {
      const { visibility } = settings as { visibility: string };
      const offered = (destination?.capabilities ?? [visibility]) as string[];
      return offered.includes(visibility) ? [] : [{ path: 'visibility', message: `Only ${offered.join()}.` }];
    },
  };
  beforeEach(() => {
    world = createSettingsWorld({ rules: forEachPlatform(() => rules) });
    world.connections.push(
      buildConnection({ ownerId: 'user-1', connectionId: 'other', isDefault: false, capabilities: [] }),
      buildConnection({ ownerId: 'user-1', capabilities: ['private', 'unlisted'] }),
      buildConnection({ ownerId: 'user-2', capabilities: ['public'] }),
    );
  });

  it('are refused with the reason, by what the default account may do', async () => {
    const answer = await world.call('setYoutubeSettings', { body: { visibility: 'public', made_for_kids: true } });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: 'Only private,unlisted.', details: [{ path: 'visibility' }] } },
    });
    expect((await world.call('getYoutubeSettings')).body).toMatchObject({ made_for_kids: false });
    expect((await world.call('setYoutubeSettings', { body: { visibility: 'unlisted' } })).status).toBe(200);
  });

  it('that were allowed once do not stand in the way of other fields, but are not set again', async () => {
    const change = (body: object) => world.call('setYoutubeSettings', { userId: 'user-2', body });
    expect((await change({ made_for_kids: true })).status).toBe(200);
    expect((await change({ visibility: 'private' })).status).toBe(400);
    expect((await change({ visibility: 'public' })).status).toBe(200);
  });

  it('are nobody’s business without an account', async () => {
    const ask = { userId: 'user-3', body: { visibility: 'public' } };
    expect((await world.call('setYoutubeSettings', ask)).status).toBe(200);
  });
});
