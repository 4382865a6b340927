import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findPlanProblem } from '../../local/platforms/tiktok/publish/chunk-plan.ts';
import { startTiktokWorld, type TiktokWorld, wholeFile } from './support/tiktok-world.ts';

const clip = readFileSync(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
/** Two chunks, the second one byte longer. */
const chunkSize = 5_300_000;
const long = Buffer.alloc(2 * chunkSize + 1, 7);
const inChunks = { source: 'FILE_UPLOAD', video_size: long.length, chunk_size: chunkSize, total_chunk_count: 2 };

let world: TiktokWorld;
let token: string;
beforeAll(async () => {
  world = await startTiktokWorld({ tiktok: { dailyPosts: 1000, pendingDrafts: 1000 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.control('DELETE', '/faults');
  await world.advance(61);
  token = (await world.connect()).access_token;
});

async function begin(source: object, postInfo: object = {}, accessToken = token) {
  const reply = await world.init(accessToken, source, postInfo);
  return { reply, id: String(reply.json.data.publish_id), url: String(reply.json.data.upload_url) };
}

describe('a plan of chunks', () => {
  it.each([
    [3_145_728, 3_145_728, 1, undefined],
    [50_000_123, 10_000_000, 5, undefined],
    [64_000_000, 64_000_000, 1, undefined],
    [66_259_900, 64_000_000, 1, 'The chunk size is invalid'],
    [66_259_900, 10_000_000, 6, undefined],
    [77_360_899, 10_000_000, 7, undefined],
    [150_000_000, 64_000_000, 2, undefined],
    [4_294_967_296, 10_000_000, 429, undefined],
    [50_000_123, 10_000_000, 6, 'The total chunk count is invalid'],
    [3_000_000, 1_000_000, 3, 'The chunk size is invalid'],
    [0, 0, 1, 'The video size is invalid'],
    [65_000_000, 65_000_000, 1, 'The chunk size is invalid'],
  ])('%d bytes as %d × %d: %s', (videoSize, size, chunkCount, problem) => {
    expect(findPlanProblem({ videoSize, chunkSize: size, chunkCount }, true)).toBe(problem);
  });

  it('may have one chunk that is smaller than the file where the observed rule is switched off', () => {
    expect(findPlanProblem({ videoSize: 66_259_900, chunkSize: 64_000_000, chunkCount: 1 }, false)).toBeUndefined();
  });
});

describe('init', () => {
  it('answers a publish id and an address with a secret', async () => {
    const { reply, id, url } = await begin(wholeFile(1000));
    expect(reply.json).toEqual({
      data: { publish_id: id, upload_url: url },
      error: { code: 'ok', message: '', log_id: expect.any(String) },
    });
    expect([id.length <= 64, url.length <= 256, new URL(url).searchParams.get('upload_token')?.length]).toEqual([
      true,
      true,
      32,
    ]);
  });

  it.each([
    [{ privacy_level: undefined }, 400, 'invalid_param'],
    [{ privacy_level: 'EVERYBODY' }, 400, 'invalid_param'],
    [{ privacy_level: 'FOLLOWER_OF_CREATOR' }, 403, 'privacy_level_option_mismatch'],
    [{ title: 'x'.repeat(2201) }, 400, 'invalid_param'],
    [{ video_cover_timestamp_ms: -1 }, 400, 'invalid_param'],
    [{ disable_duet: 'yes' }, 400, 'invalid_param'],
    [{ brand_content_toggle: true }, 400, 'invalid_param'],
  ])('refuses %j', async (postInfo, status, code) => {
    const { reply } = await begin(wholeFile(1000), postInfo);
    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
  });

  it.each([
    [{ source: 'FILE_UPLOAD' }, 400, 'invalid_param'],
    [{ ...inChunks, total_chunk_count: 3 }, 400, 'invalid_param'],
    [{ source: 'PULL_FROM_URL', video_url: 'https://nobody.example/video.mp4' }, 403, 'url_ownership_unverified'],
  ])('refuses the source %j', async (source, status, code) => {
    const { reply } = await begin(source);
    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
  });

  it('takes six a minute, drafts included, in a sliding window', async () => {
    for (let call = 0; call < 5; call += 1) expect((await begin(wholeFile(10))).reply.status).toBe(200);
    await world.advance(30);
    expect((await world.initDraft(token, wholeFile(10))).status).toBe(200);
    expect((await begin(wholeFile(10))).reply.json.error.code).toBe('rate_limit_exceeded');
    await world.advance(31);
    expect((await begin(wholeFile(10))).reply.status).toBe(200);
  });
});

describe('creator_info', () => {
  it('says what the account offers', async () => {
    const cleo = (await world.connect({ sim_account: 'cleo' })).access_token;
    expect((await world.creatorInfo(cleo)).json.data).toMatchObject({
      creator_username: 'cleo.winter',
      privacy_level_options: ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
      duet_disabled: true,
      max_video_post_duration_sec: 600,
    });
  });

  it('says with status 200 that an account may not post; init says it with 403', async () => {
    const dana = (await world.connect({ sim_account: 'dana' })).access_token;
    const info = await world.creatorInfo(dana);
    expect([info.status, info.json.error.code]).toEqual([200, 'spam_risk_user_banned_from_posting']);
    expect((await world.init(dana, wholeFile(10))).status).toBe(403);
  });

  it('counts the posts of a day, and only those that got their bytes', async () => {
    const strict = await startTiktokWorld({ tiktok: { dailyPosts: 1 } });
    const access = (await strict.connect()).access_token;
    await strict.init(access, wholeFile(10));
    const { upload_url } = (await strict.init(access, wholeFile(10))).json.data;
    await strict.put(upload_url, Buffer.alloc(10), 0, 9);
    expect((await strict.creatorInfo(access)).json.error.code).toBe('spam_risk_too_many_posts');
    await strict.advance(24 * 3600);
    const later = (await strict.connect()).access_token;
    expect((await strict.creatorInfo(later)).json.error.code).toBe('ok');
    await strict.close();
  });
});

describe('an app that was not audited', () => {
  it('posts to private accounts only, and for few users a day', async () => {
    const redirect = 'http://localhost:3000/other';
    const app = { clientKey: 'new', clientSecret: 'secret', audited: false, redirectUris: [redirect] };
    const other = await startTiktokWorld({ tiktok: { apps: [app], activeUsers: 1 } });
    const connect = async (account: string) => {
      const as = { client_key: 'new', redirect_uri: redirect };
      const { code, verifier } = await other.consent({ ...as, sim_account: account });
      return (await other.exchange(code, verifier, { ...as, client_secret: 'secret' })).json.access_token;
    };
    const [ada, cleo] = [await connect('ada'), await connect('cleo')];
    expect((await other.init(ada, wholeFile(10))).json.error.code).toBe(
      'unaudited_client_can_only_post_to_private_accounts',
    );
    expect((await other.init(cleo, wholeFile(10))).json.error.code).toBe('ok');
    expect((await other.creatorInfo(ada)).json.error.code).toBe('reached_active_user_cap');
    await other.close();
  });
});

describe('the upload address', () => {
  it('takes the chunks one after the other, and the last one makes the post', async () => {
    const { id, url } = await begin(inChunks, { title: 'In chunks' });
    const first = await world.put(url, long, 0, chunkSize - 1);
    expect([first.status, first.headers['content-range']]).toEqual([206, `bytes 0-${chunkSize - 1}/${long.length}`]);
    expect((await world.status(token, id)).json.data).toEqual({
      status: 'PROCESSING_UPLOAD',
      fail_reason: '',
      publicaly_available_post_id: [],
      uploaded_bytes: chunkSize,
      downloaded_bytes: 0,
    });
    expect(await world.ledger()).not.toContainEqual(expect.objectContaining({ remoteId: id }));
    expect((await world.put(url, long, chunkSize, long.length - 1)).status).toBe(201);
    expect(await world.ledger()).toContainEqual(
      expect.objectContaining({ remoteId: id, title: 'In chunks', bytes: long.length }),
    );
    await world.advance(5);
    expect((await world.status(token, id)).json.data.status).toBe('PUBLISH_COMPLETE');
  });

  it('says how far it is to a chunk out of order', async () => {
    const { url } = await begin(inChunks);
    expect((await world.put(url, long, chunkSize, long.length - 1)).status).toBe(416);
    await world.put(url, long, 0, chunkSize - 1);
    const again = await world.put(url, long, 0, chunkSize - 1);
    expect([again.status, again.headers['content-range']]).toEqual([416, `bytes 0-${chunkSize - 1}/${long.length}`]);
  });

  it.each([
    ['another length than planned', 0, 999_999, {}],
    ['another total', 0, chunkSize - 1, { 'content-range': `bytes 0-${chunkSize - 1}/${long.length + 1}` }],
    [
      'a range that is not as long as the body',
      0,
      chunkSize - 1,
      { 'content-range': `bytes 0-${chunkSize}/${long.length}` },
    ],
    ['no range', 0, chunkSize - 1, { 'content-range': '' }],
    ['another type', 0, chunkSize - 1, { 'content-type': 'application/octet-stream' }],
  ])('refuses a chunk with %s', async (_name, start, end, headers) => {
    const { url } = await begin(inChunks);
    expect((await world.put(url, long, start, end, headers)).status).toBe(400);
  });

  it('ends after an hour, and with the task; a wrong secret opens nothing', async () => {
    const { url, id } = await begin(wholeFile(10));
    expect((await world.put(`${url}0`, Buffer.alloc(10), 0, 9)).status).toBe(404);
    await world.advance(3600);
    expect((await world.put(url, Buffer.alloc(10), 0, 9)).status).toBe(403);
    const later = (await world.connect()).access_token;
    expect((await world.status(later, id)).json.data.status).toBe('PROCESSING_UPLOAD');
  });

  it('counts a token that is shown to it as a leak', async () => {
    const { url } = await begin(wholeFile(10));
    await world.put(url, Buffer.alloc(10), 0, 9, { authorization: `Bearer ${token}` });
    expect((await world.stats()).strayTokens.total).toBe(1);
  });

  it('keeps what was stored through a restart', async () => {
    const { url, id } = await begin(inChunks, { title: 'Restarted' });
    await world.put(url, long, 0, chunkSize - 1);
    await world.restart();
    const address = url.replace(/^http:\/\/[^/]+\/tiktok/, world.base());
    expect((await world.put(address, long, chunkSize, long.length - 1)).status).toBe(201);
    expect(await world.ledger()).toContainEqual(expect.objectContaining({ remoteId: id, bytes: long.length }));
  });
});

describe('status', () => {
  it('knows the number of a public post only after moderation, and never of others; the page does the same', async () => {
    const { url, id } = await begin(wholeFile(clip.length), { privacy_level: 'PUBLIC_TO_EVERYONE', title: '<b>' });
    await world.put(url, clip, 0, clip.length - 1);
    await world.advance(2.5);
    expect((await world.status(token, id)).json.data).toMatchObject({
      status: 'PUBLISH_COMPLETE',
      publicaly_available_post_id: [],
    });
    await world.advance(3);
    const reply = await world.status(token, id);
    const number = /"publicaly_available_post_id":\s*\[\s*(7\d{18})\s*\]/.exec(reply.text)?.[1];
    const page = await fetch(`${world.base()}/@adamakes/video/${number}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('&lt;b&gt;')]);
    const row = (await world.ledger()).find(({ remoteId }) => remoteId === id);
    expect(row).toMatchObject({ kind: 'video', privacy: 'PUBLIC_TO_EVERYONE', publishedAt: expect.any(String) });
  });

  it('is for the owner of the task only', async () => {
    const { id } = await begin(wholeFile(10));
    const ben = (await world.connect({ sim_account: 'ben' })).access_token;
    expect((await world.status(ben, id)).json.error.code).toBe('token_not_authorized_for_specified_publish_id');
    expect((await world.status(token, 'nothing')).json.error.code).toBe('invalid_publish_id');
  });

  it('says that a task failed when its owner removed the app', async () => {
    const { id } = await begin(wholeFile(10));
    await world.postForm('/v2/oauth/revoke/', { token });
    const again = (await world.connect()).access_token;
    expect((await world.status(again, id)).json.data).toMatchObject({ status: 'FAILED', fail_reason: 'auth_removed' });
  });
});

describe('the checks after the upload', () => {
  /** The clip with another number in its header, at `offset` from the first mark of the box. */
  const changed = (box: string, offset: number, value: number) => {
    const copy = Buffer.from(clip);
    copy.writeUInt32BE(value, copy.indexOf(box) + 4 + offset);
    return copy;
  };
  it.each([
    ['duration_check_failed', changed('mvhd', 16, 601_000)],
    ['picture_size_check_failed', changed('tkhd', 80, 300 * 65_536)],
    ['frame_rate_check_failed', changed('mdhd', 12, 15_360 / 2)],
    [
      'file_format_check_failed',
      Buffer.from(clip.toString('latin1').replace('avc1', 'apcn').replace('avc1', 'apcn'), 'latin1'),
    ],
  ])('%s', async (reason, file) => {
    const { url, id } = await begin(wholeFile(file.length));
    expect((await world.put(url, file, 0, file.length - 1)).status).toBe(201);
    await world.advance(5);
    expect((await world.status(token, id)).json.data).toMatchObject({ status: 'FAILED', fail_reason: reason });
    expect((await world.ledger()).some(({ remoteId }) => remoteId === id)).toBe(false);
  });
});

describe('a draft', () => {
  it('arrives in the inbox, without words', async () => {
    const { publish_id, upload_url } = (await world.initDraft(token, wholeFile(clip.length))).json.data;
    await world.put(upload_url, clip, 0, clip.length - 1);
    await world.advance(5);
    expect((await world.status(token, publish_id)).json.data.status).toBe('SEND_TO_USER_INBOX');
    expect(await world.ledger()).toContainEqual(
      expect.objectContaining({ remoteId: publish_id, kind: 'draft', title: null }),
    );
  });

  it('is the last one when five wait', async () => {
    const strict = await startTiktokWorld({ tiktok: { pendingDrafts: 5 } });
    const access = (await strict.connect()).access_token;
    const codes: string[] = [];
    for (let draft = 0; draft < 6; draft += 1)
      codes.push((await strict.initDraft(access, wholeFile(10))).json.error.code);
    await strict.close();
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'spam_risk_too_many_pending_share']);
  });
});

describe('a task that TikTok pulls', () => {
  it('is downloaded, or fails', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/clip.mp4' ? 200 : 404).end(request.url === '/clip.mp4' ? clip : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const redirect = 'http://localhost:3000/pull';
    const app = { clientKey: 'pull', clientSecret: 'secret', redirectUris: [redirect], urlPrefixes: [`${origin}/`] };
    const other = await startTiktokWorld({ tiktok: { apps: [app] } });
    const as = { client_key: 'pull', redirect_uri: redirect };
    const { code, verifier } = await other.consent(as);
    const access = (await other.exchange(code, verifier, { ...as, client_secret: 'secret' })).json.access_token;
    const outcome = async (path: string) => {
      const reply = await other.init(access, { source: 'PULL_FROM_URL', video_url: `${origin}${path}` });
      for (;;) {
        await other.advance(3);
        const { data } = (await other.status(access, reply.json.data.publish_id)).json;
        if (data.status !== 'PROCESSING_DOWNLOAD') return [data.status, data.fail_reason, data.downloaded_bytes];
      }
    };
    expect(await outcome('/clip.mp4')).toEqual(['PUBLISH_COMPLETE', '', clip.length]);
    expect(await outcome('/missing.mp4')).toEqual(['FAILED', 'video_pull_failed', 0]);
    await other.close();
    server.closeAllConnections();
    server.close();
  });
});

describe('cancelling', () => {
  const cancel = (id: string) => world.post(token, '/v2/post/publish/cancel/', { publish_id: id });

  it('ends a task that has not all its bytes, and no other', async () => {
    const { id, url } = await begin(wholeFile(10));
    expect((await cancel(id)).json.error.code).toBe('ok');
    expect((await world.status(token, id)).json.data).toMatchObject({
      status: 'FAILED',
      fail_reason: 'publish_cancelled',
    });
    expect((await world.put(url, Buffer.alloc(10), 0, 9)).status).toBe(404);
    const other = await begin(wholeFile(10));
    await world.put(other.url, Buffer.alloc(10), 0, 9);
    expect((await cancel(other.id)).json.error.code).toBe('publish_not_cancellable');
  });
});
