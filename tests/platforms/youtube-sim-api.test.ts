import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  allScopes,
  makeBytes,
  put,
  type Reply,
  scope,
  send,
  startWorld,
  video,
  type World,
} from './youtube-sim-world.ts';

let nowMs = Date.UTC(2026, 10, 21, 12);
const iso = (instantMs: number) => new Date(instantMs).toISOString().replace('.000Z', 'Z');
let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld({
    clock: () => nowMs,
    accessTokenSeconds: 400 * 86_400,
    youtube: { dailyInserts: 1000, dailyUnits: 1_000_000, channelDailyUploads: 1000, processingSeconds: 10 },
  });
  token = await world.signIn();
});
afterAll(() => world.close());

const reason = (reply: Reply) => [reply.status, reply.json?.error?.errors?.[0]?.reason];
/** A video that exists. */
async function upload(snippet: Record<string, unknown> = {}, status: Record<string, unknown> = {}, own = token) {
  const opened = await world.open(own, 100, video(snippet, status));
  const id: string = (await put(own, String(opened.headers.location), makeBytes(100))).json.id;
  return id;
}
const list = (query: string, own = token) => world.api(own, 'GET', `/youtube/v3/videos?${query}`);
const find = async (id: string) => (await list(`part=snippet,status,processingDetails&id=${id}`)).json.items[0];
const rowOf = async (id: string) => (await world.ledger()).find((row) => row.remoteId === id);
const pass = (seconds: number) => {
  nowMs += seconds * 1000;
};

describe('channels.list', () => {
  const channels = (query: string, own = token) => world.api(own, 'GET', `/youtube/v3/channels?${query}`);

  it('gives the channel of the grant in the documented shape', async () => {
    const { json } = await channels('part=id,snippet,contentDetails,statistics,status&mine=true');
    expect(json).toMatchObject({
      kind: 'youtube#channelListResponse',
      pageInfo: { totalResults: 1, resultsPerPage: 5 },
    });
    expect(json.items[0]).toMatchObject({
      kind: 'youtube#channel',
      snippet: { title: 'Ada Makes', customUrl: '@adamakes', country: 'IT' },
      statistics: { viewCount: '0', subscriberCount: '0', hiddenSubscriberCount: false },
      status: { isLinked: true, longUploadsStatus: 'allowed' },
    });
  });

  it('gives a brand account its own channel', async () => {
    const brand = await channels('part=snippet&mine=true', await world.signIn('north-studio'));
    expect(brand.json.items[0].snippet.title).toBe('North Studio');
  });

  it.each([
    ['part=id', 400, 'invalidCriteria'],
    ['part=id&mine=true&id=UC1', 400, 'invalidCriteria'],
    ['mine=true', 400, 'missingRequiredParameter'],
    ['part=nonsense&mine=true', 400, 'unknownPart'],
  ])('refuses %s', async (query, status, why) => {
    expect(reason(await channels(query))).toEqual([status, why]);
  });

  it('finds by id and handle, and leaves unknown ones out', async () => {
    const { json } = await channels('part=id&mine=true');
    const [{ id }] = json.items;
    expect((await channels(`part=id&id=${id},UCunknown`)).json.items).toHaveLength(1);
    expect((await channels('part=id&forHandle=adamakes')).json.items[0].id).toBe(id);
  });

  it.each([
    ['absent', 200, undefined],
    ['empty', 200, []],
    ['signup-required', 401, undefined],
  ] as const)('without a channel (%s)', async (withoutChannel, status, items) => {
    const other = await startWorld({ youtube: { withoutChannel } });
    try {
      const reply = await other.api(await other.signIn('cleo'), 'GET', '/youtube/v3/channels?part=id&mine=true');
      expect([reply.status, reply.json.items]).toEqual([status, items]);
    } finally {
      await other.close();
    }
  });
});

describe('metadata', () => {
  const open = (snippet: Record<string, unknown>, status: Record<string, unknown> = {}) =>
    world.open(token, 100, video(snippet, status));
  const future = iso(Date.UTC(2027, 0, 1));

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['invalidTitle', { title: '' }, {}],
    ['invalidTitle', { title: undefined }, {}],
    ['invalidTitle', { title: 'x'.repeat(101) }, {}],
    ['invalidTitle', { title: 'a < b' }, {}],
    ['invalidTitle', { title: 5 }, {}],
    ['invalidDescription', { description: 'é'.repeat(2501) }, {}],
    ['invalidDescription', { description: 'a > b' }, {}],
    ['invalidTags', { tags: ['x'.repeat(250), 'y'.repeat(250)] }, {}],
    ['invalidTags', { tags: [`a ${'x'.repeat(497)}`] }, {}],
    ['invalidTags', { tags: 'one' }, {}],
    ['invalidCategoryId', { categoryId: '9999' }, {}],
    ['invalidCategoryId', { categoryId: '30' }, {}],
    ['invalidVideoMetadata', { defaultLanguage: 'not a language' }, {}],
    ['invalidPublishAt', {}, { privacyStatus: 'public', publishAt: future }],
    ['invalidPublishAt', {}, { privacyStatus: 'private', publishAt: 'tomorrow' }],
    ['invalidPublishAt', {}, { privacyStatus: 'private', publishAt: '2027-01-01' }],
  ])('is refused with 400 %s: %j %j', async (why, snippet, status) => {
    expect(reason(await open(snippet, status))).toEqual([400, why]);
  });

  it('is refused with 403 for a wrong privacy or licence', async () => {
    expect(reason(await open({}, { privacyStatus: 'secret' }))).toEqual([403, 'forbiddenPrivacySetting']);
    expect(reason(await open({}, { license: 'mine' }))).toEqual([403, 'forbiddenLicenseSetting']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a title of 100 code points', { title: '🎬'.repeat(100) }],
    ['a description of 5000 bytes', { description: 'é'.repeat(2500) }],
    ['tags of exactly 500', { tags: ['x'.repeat(249), 'y'.repeat(250)] }],
    ['a tag with a space of exactly 500', { tags: [`a ${'x'.repeat(496)}`] }],
  ])('takes %s', async (_, snippet) => {
    expect((await open(snippet)).status).toBe(200);
  });

  it('needs a default language for translations', async () => {
    const insert = (snippet: Record<string, unknown>, title = 'Titolo') =>
      world.api(token, 'POST', '/upload/youtube/v3/videos?uploadType=resumable&part=snippet,localizations', {
        ...video(snippet),
        localizations: { it: { title, description: '' } },
      });
    expect(reason(await insert({}))).toEqual([400, 'defaultLanguageNotSet']);
    expect(reason(await insert({ defaultLanguage: 'en' }, 'x'.repeat(101)))).toEqual([400, 'invalidTitle']);
    expect((await insert({ defaultLanguage: 'en' })).status).toBe(200);
  });

  it('refuses a wrong recording date and JSON that is none', async () => {
    const path = '/upload/youtube/v3/videos?uploadType=resumable&part=snippet,recordingDetails';
    const wrong = { ...video(), recordingDetails: { recordingDate: 'yesterday' } };
    expect(reason(await world.api(token, 'POST', path, wrong))).toEqual([400, 'invalidRecordingDetails']);
    const headers = { authorization: `Bearer ${token}` };
    const garbled = await send(`${world.url}/youtube${path}`, { method: 'POST', headers, body: '{"snippet":' });
    expect(reason(garbled)).toEqual([400, 'parseError']);
  });

  it('ignores sections that part does not name: the privacy then is the default, public', async () => {
    const path = '/upload/youtube/v3/videos?uploadType=resumable&part=snippet';
    const opened = await world.api(token, 'POST', path, video({}, { privacyStatus: 'private' }));
    const { id } = (await put(token, String(opened.headers.location), makeBytes(10))).json;
    expect((await rowOf(id))?.privacy).toBe('public');
  });
});

describe('scopes', () => {
  const calls: [string, string, string[]][] = [
    ['GET', '/youtube/v3/channels?part=id&mine=true', ['youtube.readonly', 'youtube', 'youtube.force-ssl']],
    ['GET', '/youtube/v3/videos?part=id&id=x', ['youtube.readonly', 'youtube', 'youtube.force-ssl']],
    ['GET', '/youtube/v3/playlists?part=id&mine=true', ['youtube.readonly', 'youtube', 'youtube.force-ssl']],
    ['DELETE', '/youtube/v3/videos?id=x', ['youtube', 'youtube.force-ssl']],
    ['DELETE', '/youtube/v3/playlistItems?id=x', ['youtube', 'youtube.force-ssl']],
    ['DELETE', '/youtube/v3/captions?id=x', ['youtube.force-ssl']],
    ['GET', '/youtube/v3/captions?part=id&videoId=x', ['youtube.force-ssl']],
    ['POST', '/upload/youtube/v3/thumbnails/set?videoId=x', ['youtube.upload', 'youtube', 'youtube.force-ssl']],
  ];
  it.each(calls)('%s %s is open to the right scopes only', async (method, path, enough) => {
    for (const name of ['youtube.upload', 'youtube.readonly', 'youtube', 'youtube.force-ssl']) {
      const reply = await world.api(await world.signIn('ada', scope(name)), method, path);
      if (enough.includes(name)) expect([200, 204, 404]).toContain(reply.status);
      else expect(reason(reply)).toEqual([403, 'insufficientPermissions']);
    }
  });

  it('says what is missing as Google does', async () => {
    const reply = await world.api(
      await world.signIn('ada', scope('youtube.upload')),
      'GET',
      '/youtube/v3/channels?part=id&mine=true',
    );
    expect(reply.json.error).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
    });
  });
});

describe('life of a video', () => {
  it('is uploaded, then processing, then processed', async () => {
    const id = await upload();
    expect(await find(id)).toMatchObject({
      status: { uploadStatus: 'uploaded' },
      processingDetails: {
        processingStatus: 'processing',
        processingProgress: { partsTotal: '1000', partsProcessed: '0' },
      },
    });
    pass(5);
    const halfway = (await find(id)).processingDetails.processingProgress;
    expect(Number(halfway.partsProcessed)).toBeGreaterThan(400);
    pass(6);
    expect(await find(id)).toMatchObject({
      status: { uploadStatus: 'processed' },
      processingDetails: { processingStatus: 'succeeded' },
    });
  });

  it('becomes public at publishAt, to the millisecond of the clock', async () => {
    const publishAtMs = nowMs + 3600_000;
    const id = await upload({}, { privacyStatus: 'private', publishAt: iso(publishAtMs) });
    expect((await find(id)).status).toMatchObject({ privacyStatus: 'private', publishAt: iso(publishAtMs) });
    const waiting = { privacy: 'private', publishedAt: null, publishAt: new Date(publishAtMs).toISOString() };
    pass(3599.999);
    expect(await rowOf(id)).toMatchObject(waiting);
    pass(0.001);
    expect(await rowOf(id)).toMatchObject({ ...waiting, privacy: 'public', publishedAt: waiting.publishAt });
    const { status, snippet } = await find(id);
    expect([status.privacyStatus, status.publishAt, snippet.publishedAt]).toEqual([
      'public',
      undefined,
      iso(publishAtMs),
    ]);
  });

  it('is published at once when publishAt is past', async () => {
    const id = await upload({}, { publishAt: iso(nowMs - 60_000) });
    expect(await rowOf(id)).toMatchObject({ privacy: 'public', publishedAt: new Date(nowMs).toISOString() });
  });

  it('stays private in a project that has not passed the audit, and nothing says so', async () => {
    const locked = await startWorld({ youtube: { lockedPrivateProjects: ['hopper-local-project'] } });
    try {
      const own = await locked.signIn();
      const opened = await locked.open(own, 10, video({}, { privacyStatus: 'public' }));
      const reply = await put(own, String(opened.headers.location), makeBytes(10));
      expect([reply.status, reply.json.status.privacyStatus]).toEqual([201, 'private']);
      const scheduled = await locked.open(own, 10, video({}, { publishAt: iso(Date.now() + 60_000) }));
      const other = await put(own, String(scheduled.headers.location), makeBytes(10));
      expect(other.json.status).not.toHaveProperty('publishAt');
    } finally {
      await locked.close();
    }
  });
});

describe('videos.list', () => {
  it('leaves out unknown ids and what others keep private', async () => {
    const id = await upload({ title: 'mine' });
    const ben = await world.signIn('ben');
    expect((await list(`part=id&id=nope,${id}`)).json.items.map((item: { id: string }) => item.id)).toEqual([id]);
    expect((await list(`part=id&id=${id}`, ben)).json.items).toEqual([]);
  });

  it('shows file and processing details to the owner only', async () => {
    const id = await upload({}, { privacyStatus: 'public' });
    const ben = await world.signIn('ben');
    expect((await list(`part=snippet&id=${id}`, ben)).json.items).toHaveLength(1);
    expect(reason(await list(`part=fileDetails&id=${id}`, ben))).toEqual([403, 'forbidden']);
    expect(reason(await list(`part=processingDetails&id=${id}`, ben))).toEqual([403, 'forbidden']);
    const { fileDetails } = (await list(`part=fileDetails&id=${id}`)).json.items[0];
    expect(fileDetails).toMatchObject({ fileSize: '100', fileType: 'video' });
  });

  it('knows the file name from the Slug header', async () => {
    const opened = await world.open(token, 10, video(), { slug: 'clip%20one.mp4' });
    const { id } = (await put(token, String(opened.headers.location), makeBytes(10))).json;
    expect((await list(`part=fileDetails&id=${id}`)).json.items[0].fileDetails.fileName).toBe('clip one.mp4');
  });

  it.each([
    ['part=id', 'missingRequiredParameter'],
    ['part=id&id=x&maxResults=5', 'incompatibleParameters'],
    [`part=id&id=${Array.from({ length: 51 }, (_, index) => index).join(',')}`, 'invalidFilters'],
  ])('refuses %s', async (query, why) => {
    expect(reason(await list(query))).toEqual([400, why]);
  });
});

describe('videos.update', () => {
  const update = (parts: string, resource: unknown, own = token) =>
    world.api(own, 'PUT', `/youtube/v3/videos?part=${parts}`, resource);

  it('replaces the named parts, clears what is left out, and leaves other parts alone', async () => {
    const id = await upload({ description: 'Old', tags: ['one'] }, { privacyStatus: 'unlisted' });
    const reply = await update('snippet', { id, snippet: { title: 'New', categoryId: '10' } });
    expect(reply.json.snippet).toMatchObject({ title: 'New', categoryId: '10', description: '' });
    expect(reply.json.snippet).not.toHaveProperty('tags');
    expect((await find(id)).status.privacyStatus).toBe('unlisted');
    expect(await rowOf(id)).toMatchObject({ title: 'New', description: '', privacy: 'unlisted' });
  });

  it('needs title and category together', async () => {
    const id = await upload();
    expect(reason(await update('snippet', { id, snippet: { title: 'New' } }))).toEqual([400, 'invalidVideoMetadata']);
    expect(reason(await update('snippet', { id, snippet: { categoryId: '22' } }))).toEqual([
      400,
      'invalidVideoMetadata',
    ]);
  });

  it('reschedules, clears a schedule, publishes now, and never schedules what was public', async () => {
    const id = await upload({}, { publishAt: iso(nowMs + 60_000) });
    const later = iso(nowMs + 120_000);
    await update('status', { id, status: { privacyStatus: 'private', publishAt: later } });
    pass(61);
    expect(await rowOf(id)).toMatchObject({ privacy: 'private', publishAt: new Date(later).toISOString() });
    await update('status', { id, status: { privacyStatus: 'private' } });
    pass(61);
    expect(await rowOf(id)).toMatchObject({ privacy: 'private', publishAt: null, publishedAt: null });
    await update('status', { id, status: { privacyStatus: 'public' } });
    expect(await rowOf(id)).toMatchObject({ privacy: 'public', publishedAt: new Date(nowMs).toISOString() });
    const again = { id, status: { privacyStatus: 'private', publishAt: iso(nowMs + 60_000) } };
    expect(reason(await update('status', again))).toEqual([400, 'invalidPublishAt']);
  });

  it('with a time that is past publishes at once, not in the past', async () => {
    const id = await upload();
    pass(3600);
    await update('status', { id, status: { privacyStatus: 'private', publishAt: iso(nowMs - 60_000) } });
    expect(await rowOf(id)).toMatchObject({ privacy: 'public', publishedAt: new Date(nowMs).toISOString() });
  });

  it('takes a time with private only, and only as RFC 3339', async () => {
    const id = await upload();
    const publishAt = iso(nowMs + 60_000);
    for (const status of [
      { privacyStatus: 'public', publishAt },
      { privacyStatus: 'unlisted', publishAt },
      { privacyStatus: 'private', publishAt: 'tomorrow' },
    ]) {
      expect(reason(await update('status', { id, status }))).toEqual([400, 'invalidPublishAt']);
    }
    expect(await rowOf(id)).toMatchObject({ privacy: 'private', publishAt: null });
  });

  it('of the status sets what it does not name back, and a schedule away', async () => {
    const rare = { license: 'creativeCommon', embeddable: false, publicStatsViewable: false };
    const id = await upload({}, { ...rare, selfDeclaredMadeForKids: true, publishAt: iso(nowMs + 60_000) });
    await update('status', { id, status: { privacyStatus: 'private' } });
    const { status } = await find(id);
    expect(status).toMatchObject({ license: 'youtube', embeddable: true, publicStatsViewable: true });
    expect(status).toMatchObject({ selfDeclaredMadeForKids: false, privacyStatus: 'private' });
    expect(status).not.toHaveProperty('publishAt');
  });

  it('of a video in a locked project changes neither privacy nor schedule, without a word', async () => {
    await world.faults({ platform: 'youtube', operation: 'videos.insert', kind: 'outcome', outcome: 'locked-private' });
    const id = await upload();
    const status = { privacyStatus: 'private', publishAt: iso(nowMs + 60_000) };
    const reply = await update('status', { id, status });
    expect([reply.status, reply.json.status.privacyStatus, reply.json.status.publishAt]).toEqual([
      200,
      'private',
      undefined,
    ]);
    await update('status', { id, status: { privacyStatus: 'public' } });
    expect(await rowOf(id)).toMatchObject({ privacy: 'private', publishedAt: null });
  });

  it('refuses unknown videos and those of others', async () => {
    const id = await upload();
    expect(reason(await update('status', { id: 'nope', status: {} }))).toEqual([404, 'videoNotFound']);
    const ben = await world.signIn('ben');
    expect(reason(await update('status', { id, status: {} }, ben))).toEqual([403, 'forbidden']);
  });
});

describe('videos.delete', () => {
  it('removes once, from the ledger too', async () => {
    const id = await upload();
    const remove = (own = token) => world.api(own, 'DELETE', `/youtube/v3/videos?id=${id}`);
    expect(reason(await remove(await world.signIn('ben')))).toEqual([403, 'forbidden']);
    expect((await remove()).status).toBe(204);
    expect(reason(await remove())).toEqual([404, 'videoNotFound']);
    expect(await rowOf(id)).toBeUndefined();
    const all = (await world.control('GET', '/ledger?deleted=true')).json;
    expect(all.find((row: { remoteId: string }) => row.remoteId === id).deletedAt).not.toBeNull();
    expect((await send(`${world.url}/youtube/media/${id}`)).status).toBe(404);
  });
});

it('videos.update is open to the right scopes only', async () => {
  const id = await upload();
  for (const name of ['youtube.upload', 'youtube.readonly', 'youtube', 'youtube.force-ssl']) {
    const own = await world.signIn('ada', scope(name));
    const reply = await world.api(own, 'PUT', '/youtube/v3/videos?part=status', { id, status: {} });
    if (name === 'youtube' || name === 'youtube.force-ssl') expect(reply.status).toBe(200);
    else expect(reason(reply)).toEqual([403, 'insufficientPermissions']);
  }
});

describe('playlists', () => {
  const items = (query: string, own = token) =>
    world.api(own, 'GET', `/youtube/v3/playlistItems?part=snippet,contentDetails&${query}`);
  const uploadsOf = async (own = token): Promise<string> =>
    (await world.api(own, 'GET', '/youtube/v3/channels?part=contentDetails&mine=true')).json.items[0].contentDetails
      .relatedPlaylists.uploads;
  const create = async (title = 'Mine'): Promise<string> =>
    (await world.api(token, 'POST', '/youtube/v3/playlists?part=snippet,status', { snippet: { title } })).json.id;
  const add = (playlistId: string, videoId: string, more = {}) =>
    world.api(token, 'POST', '/youtube/v3/playlistItems?part=snippet', {
      snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId }, ...more },
    });
  const idsOf = (reply: Reply) =>
    reply.json.items.map((item: { contentDetails: { videoId: string } }) => item.contentDetails.videoId);

  it('hold every upload, private ones for the owner only, newest first and in pages', async () => {
    const dana = await world.signIn('dana');
    const ids: string[] = [];
    for (const privacyStatus of ['private', 'public', 'private']) {
      ids.unshift(await upload({}, { privacyStatus }, dana));
      pass(1);
    }
    const uploads = await uploadsOf(dana);
    const first = await items(`playlistId=${uploads}&maxResults=2`, dana);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    const second = await items(`playlistId=${uploads}&maxResults=2&pageToken=${first.json.nextPageToken}`, dana);
    expect([idsOf(second), second.json.nextPageToken]).toEqual([ids.slice(2), undefined]);
    expect(idsOf(await items(`playlistId=${uploads}`))).toEqual([ids[1]]);
    expect(reason(await items(`playlistId=${uploads}&pageToken=junk`, dana))).toEqual([400, 'invalidPageToken']);
  });

  it('may learn of an upload late', async () => {
    const slow = await startWorld({ youtube: { playlistDelaySeconds: 30 } });
    try {
      const own = await slow.signIn();
      await put(own, String((await slow.open(own, 10)).headers.location), makeBytes(10));
      const look = async () =>
        (await slow.api(own, 'GET', '/youtube/v3/playlistItems?part=id&playlistId=UUada0000000000000000001')).json
          .items;
      expect(await look()).toEqual([]);
      await slow.advance(31);
      expect(await look()).toHaveLength(1);
    } finally {
      await slow.close();
    }
  });

  it('take a video twice, at the wanted position', async () => {
    const [first, second, playlist] = [await upload(), await upload(), await create()];
    await add(playlist, first);
    await add(playlist, first);
    await add(playlist, second, { position: 0 });
    expect(idsOf(await items(`playlistId=${playlist}`))).toEqual([second, first, first]);
    expect(idsOf(await items(`playlistId=${playlist}&videoId=${second}`))).toEqual([second]);
    const kinds = (await world.ledger()).filter((row) => row.description?.startsWith(playlist)).map((row) => row.kind);
    expect(kinds).toEqual(['playlistItem', 'playlistItem', 'playlistItem']);
  });

  it('refuse what does not fit', async () => {
    const [id, playlist] = [await upload(), await create()];
    expect(reason(await add('PLnope', id))).toEqual([404, 'playlistNotFound']);
    expect(reason(await add(playlist, 'nope'))).toEqual([404, 'videoNotFound']);
    expect(reason(await add(playlist, id, { position: 7 }))).toEqual([400, 'invalidPlaylistItemPosition']);
    expect(reason(await add(playlist, id, { resourceId: { kind: 'youtube#channel', videoId: id } }))).toEqual([
      400,
      'invalidResourceType',
    ]);
    expect(reason(await items('playlistId=PLnope'))).toEqual([404, 'playlistNotFound']);
    expect((await world.api(token, 'POST', '/youtube/v3/playlists?part=snippet', { snippet: {} })).status).toBe(400);
  });
});

describe('thumbnails.set', () => {
  const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), makeBytes(500)]);
  const set = (id: string, body: Buffer, own = token) =>
    send(`${world.url}/youtube/upload/youtube/v3/thumbnails/set?videoId=${id}&uploadType=media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own}`, 'content-type': 'application/octet-stream' },
      body,
    });

  it('takes an image, again and again', async () => {
    const id = await upload();
    expect((await set(id, jpeg)).status).toBe(200);
    const reply = await set(id, jpeg);
    expect(reply.json).toMatchObject({ kind: 'youtube#thumbnailSetResponse' });
    const { contentDetails } = (await list(`part=contentDetails&id=${id}`)).json.items[0];
    expect(contentDetails.hasCustomThumbnail).toBe(true);
  });

  it('refuses what is no image, no body, no video, no permission', async () => {
    const id = await upload();
    expect(reason(await set(id, Buffer.from('hello')))).toEqual([400, 'invalidImage']);
    expect(reason(await set(id, Buffer.alloc(0)))).toEqual([400, 'mediaBodyRequired']);
    expect(reason(await set('nope', jpeg))).toEqual([404, 'videoNotFound']);
    const dana = await world.signIn('dana');
    const refused = await set(await upload({}, {}, dana), jpeg, dana);
    expect(reason(refused)).toEqual([403, 'forbidden']);
    expect(refused.json.error.errors[0].domain).toBe('youtube.thumbnail');
  });
});

describe('quota', () => {
  it('keeps three buckets that start anew at midnight Pacific', async () => {
    // 07:59 UTC is 23:59 the day before in Los Angeles (winter).
    let atMs = Date.UTC(2026, 10, 21, 7, 59);
    const limited = await startWorld({
      clock: () => atMs,
      youtube: { dailyInserts: 2, dailySearches: 1, dailyUnits: 3 },
    });
    try {
      const own = await limited.signIn();
      const insert = () => limited.open(own, 10);
      const read = () => limited.api(own, 'GET', '/youtube/v3/channels?part=id&mine=true');
      const search = () => limited.api(own, 'GET', '/youtube/v3/search?part=id&forMine=true');
      expect([(await insert()).status, (await limited.open(own, 10, video({ title: '' }))).status]).toEqual([200, 400]);
      const third = await insert();
      expect(reason(third)).toEqual([429, 'rateLimitExceeded']);
      expect(third.json.error).toMatchObject({
        status: 'RESOURCE_EXHAUSTED',
        message: expect.stringMatching(/Video Uploads.*per day/),
      });
      for (let count = 0; count < 3; count += 1) expect((await read()).status).toBe(200);
      const fourth = await read();
      expect(reason(fourth)).toEqual([403, 'quotaExceeded']);
      expect(fourth.json.error.errors[0].domain).toBe('youtube.quota');
      expect([(await search()).status, reason(await search())[1]]).toEqual([200, 'quotaExceeded']);
      atMs += 60_000;
      expect([(await insert()).status, (await read()).status, (await search()).status]).toEqual([200, 200, 200]);
      expect((await limited.stats()).youtube).toMatchObject({ insertsCharged: 4, searchesCharged: 3, unitsCharged: 5 });
    } finally {
      await limited.close();
    }
  });

  it.each([
    ['PUT', '/youtube/v3/videos?part=status', 50],
    ['DELETE', '/youtube/v3/videos?id=x', 50],
    ['DELETE', '/youtube/v3/playlistItems?id=x', 50],
    ['DELETE', '/youtube/v3/captions?id=x', 50],
    ['GET', '/youtube/v3/captions?part=id&videoId=x', 50],
    ['POST', '/upload/youtube/v3/captions?part=snippet', 400],
    ['POST', '/youtube/v3/playlistItems?part=snippet', 50],
    ['POST', '/upload/youtube/v3/thumbnails/set?videoId=x', 50],
    ['GET', '/youtube/v3/playlistItems?part=id&playlistId=x', 1],
    ['GET', '/youtube/v3/videos?part=id&id=x', 1],
  ])('%s %s costs %i units, also when it is refused', async (method, path, units) => {
    const charged = async () => (await world.stats()).youtube?.unitsCharged ?? 0;
    const before = await charged();
    await world.api(token, method, path, method === 'PUT' || method === 'POST' ? {} : undefined);
    expect((await charged()) - before).toBe(units);
  });

  it('charges an update 50 units, and status queries and chunks nothing', async () => {
    const before = (await world.stats()).youtube?.unitsCharged ?? 0;
    const id = await upload();
    expect((await world.stats()).youtube?.unitsCharged).toBe(before);
    await world.api(token, 'PUT', '/youtube/v3/videos?part=status', { id, status: { privacyStatus: 'private' } });
    expect((await world.stats()).youtube?.unitsCharged).toBe(before + 50);
  });

  it('has a limit per channel as well', async () => {
    const small = await startWorld({ youtube: { channelDailyUploads: 1 } });
    try {
      const [ada, ben] = [await small.signIn(), await small.signIn('ben')];
      await put(ada, String((await small.open(ada, 10)).headers.location), makeBytes(10));
      const refused = await small.open(ada, 10);
      expect(reason(refused)).toEqual([400, 'uploadLimitExceeded']);
      expect(refused.json.error.errors[0].domain).toBe('youtube.video');
      expect((await small.open(ben, 10)).status).toBe(200);
      await small.advance(86_401);
      const later = (await small.exchange(await small.consent())).json.access_token;
      expect((await small.open(later, 10)).status).toBe(200);
    } finally {
      await small.close();
    }
  });
});

describe('the public site', () => {
  it('shows what is live, and tells visitors nothing more', async () => {
    const id = await upload({ title: 'Tom & "Jerry"', description: "it's" }, { publishAt: iso(nowMs + 1000) });
    const watch = () => send(`${world.url}/youtube/watch?v=${id}`);
    expect((await watch()).status).toBe(404);
    pass(1);
    const page = await watch();
    expect(page.status).toBe(200);
    expect(page.text).toContain('Tom &amp; &quot;Jerry&quot;');
    expect(page.text).toContain('SIMULATED');
    expect((await send(`${world.url}/youtube/shorts/${id}`)).status).toBe(200);
    expect((await send(`${world.url}/youtube/`)).text).toContain('Tom &amp; &quot;Jerry&quot;');
    expect((await send(`${world.url}/youtube/watch?v=nope`)).status).toBe(404);
  });

  it('plays byte ranges', async () => {
    const id = await upload();
    const range = (value: string) => send(`${world.url}/youtube/media/${id}`, { headers: { range: value } });
    const part = await range('bytes=10-19');
    expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([
      206,
      'bytes 10-19/100',
      '10',
    ]);
    expect((await range('bytes=90-')).headers['content-range']).toBe('bytes 90-99/100');
    expect((await range('bytes=100-')).status).toBe(416);
  });
});

it('counts tokens that strayed to places that are no API', async () => {
  const own = await startWorld();
  try {
    const secret = await own.signIn('ada', allScopes);
    const headers = { authorization: `Bearer ${secret}` };
    await own.api(secret, 'GET', '/youtube/v3/channels?part=id&mine=true');
    expect((await own.stats()).strayTokens).toBeUndefined();
    await send(`${own.url}/youtube/watch?v=x`, { headers });
    await send(`${own.url}/elsewhere?access_token=${secret}`);
    expect((await own.stats()).strayTokens).toEqual({ total: 2, '/youtube/watch': 1, '/elsewhere': 1 });
  } finally {
    await own.close();
  }
});
