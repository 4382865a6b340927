import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTiktokWorld, type TiktokWorld, wholeFile } from './support/tiktok-world.ts';

let world: TiktokWorld;
beforeAll(async () => {
  world = await startTiktokWorld({ tiktok: { usedRefreshToken: 'ends-grant', publishIdSeconds: 7 * 86_400 } });
});
afterAll(() => world.close());
beforeEach(() => world.control('DELETE', '/faults'));

describe('a refresh token that was used before', () => {
  it('ends everything that the user allowed, where TikTok is set so', async () => {
    const first = await world.connect({ sim_account: 'ben' });
    const refresh = (refresh_token: string) => world.token({ grant_type: 'refresh_token', refresh_token });
    const second = (await refresh(first.refresh_token)).json;
    expect((await refresh(first.refresh_token)).json.error).toBe('invalid_grant');
    expect((await refresh(second.refresh_token)).json.error).toBe('invalid_grant');
    expect((await world.userInfo(second.access_token, 'open_id')).status).toBe(401);
  });

  it('of somebody else ends nothing', async () => {
    const ben = await world.connect({ sim_account: 'ben' });
    const ada = await world.connect({ sim_account: 'ada' });
    await world.token({ grant_type: 'refresh_token', refresh_token: ben.refresh_token });
    await world.token({ grant_type: 'refresh_token', refresh_token: ben.refresh_token });
    expect((await world.userInfo(ada.access_token, 'open_id')).status).toBe(200);
  });
});

describe('what an account offers', () => {
  it('may change between the question and the post', async () => {
    const { access_token } = await world.connect({ sim_account: 'north-studio' });
    await world.faults({ operation: 'creator_info.query', kind: 'outcome', outcome: 'locked-private' });
    const offered = (await world.creatorInfo(access_token)).json.data.privacy_level_options;
    expect(offered).toContain('PUBLIC_TO_EVERYONE');
    const reply = await world.init(access_token, wholeFile(10), { privacy_level: 'PUBLIC_TO_EVERYONE' });
    expect([reply.status, reply.json.error.code]).toEqual([403, 'privacy_level_option_mismatch']);
    const now = (await world.creatorInfo(access_token)).json.data.privacy_level_options;
    expect(now).toEqual(['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']);
  });
});

describe('a publish id', () => {
  it('is forgotten after its time, where TikTok is set so', async () => {
    const begun = (await world.connect()).access_token;
    const { publish_id } = (await world.init(begun, wholeFile(10))).json.data;
    await world.advance(6 * 86_400);
    const sixth = (await world.connect()).access_token;
    expect((await world.status(sixth, publish_id)).json.error.code).toBe('ok');
    await world.advance(86_400);
    const seventh = (await world.connect()).access_token;
    expect((await world.status(seventh, publish_id)).json.error.code).toBe('invalid_publish_id');
  });
});
