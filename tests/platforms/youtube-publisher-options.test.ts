import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { youtubeDefaults } from '../../shared/contract/settings/youtube.ts';
import { PlatformError, type StepResult } from '../../shared/domain/posts/publisher.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { youtubeRules } from '../../shared/platforms/youtube/rules.ts';
import { type Fault, startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTestVideo, type DriveOptions, drivePublisher } from './support/drive-publisher.ts';
import { youtubeWithoutLimits } from './support/faults.ts';

const source = createTestVideo(300_000);
const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(5000, 7)]);
const subtitles = Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nHallo\n');
const files: Record<string, Buffer> = { jpeg, subtitles };
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const asset = (objectKey: string, contentType: string) => ({
  objectKey,
  contentType,
  sizeBytes: files[objectKey]?.length ?? 0,
});
const allAssets = {
  'youtube.thumbnail': asset('jpeg', 'image/jpeg'),
  'youtube.captions.de': asset('subtitles', 'text/plain'),
};

let simulator: YoutubeSimulator;
let token: string;
let passed = 0;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({
    youtube: { ...youtubeWithoutLimits, channelDailyThumbnails: 1000 },
  });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.setFaults();
  token = (await simulator.connect()).accessToken;
});

/** Platform time and ours, moved together. */
const now = () => Date.now() + passed * 1000;
const wait = async (seconds: number) => {
  passed += seconds;
  await simulator.advance(seconds);
};

interface Words {
  readonly settings?: object;
  readonly assets?: object;
}

function requestOf({ settings = {}, assets = {} }: Words = {}) {
  const texts = { title: 'A title', description: 'Words', tags: 'one, two words' };
  return youtubeRules.buildRequest({ settings: { ...youtubeDefaults, ...settings }, texts, assets: { ...assets } });
}

function drive(words: Words = {}, options: Partial<DriveOptions> = {}): Promise<StepResult[]> {
  return drivePublisher({
    publisher: createYoutubePublisher(simulator.addresses),
    source,
    accessToken: async () => token,
    request: requestOf(words),
    assets: {
      open: async (key) => {
        const bytes = files[key];
        if (!bytes) throw new PlatformError('rejected', 'asset_missing', 'A file is gone.');
        return Readable.from([bytes], { objectMode: false });
      },
      share: async () => 'https://bucket.example/asset',
    },
    wait,
    now,
    ...options,
  });
}

/** Everything that belongs to a video in the ledger, with the video first. */
async function ledgerOf(results: readonly StepResult[]) {
  const last = results.at(-1);
  const id = last?.state === 'published' ? last.remoteId : undefined;
  const rows = (await simulator.ledger()).filter((row) => row.remoteId === id || row.description?.includes(id ?? '?'));
  return rows.map(({ kind, sha256, description, privacy }) => ({ kind, sha256, description, privacy }));
}

const api = async (path: string, method = 'GET', body?: object) => {
  const answer = await fetch(`${simulator.url}/youtube/youtube/v3/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body ? JSON.stringify(body) : null,
  });
  return answer.json();
};
const resourceOf = async (results: readonly StepResult[]) => {
  const last = results.at(-1);
  if (last?.state !== 'published') throw new Error(`Not published: ${JSON.stringify(last)}`);
  const parts = 'snippet,status,localizations,recordingDetails,paidProductPlacementDetails,contentDetails';
  return (await api(`videos?part=${parts}&id=${last.remoteId}`)).items[0];
};
const createPlaylist = async (): Promise<string> =>
  (await api('playlists?part=snippet', 'POST', { snippet: { title: 'List' } })).id;
const playlistOf = async (id: string): Promise<string[]> =>
  (await api(`playlistItems?part=contentDetails&playlistId=${id}`)).items.map(
    (item: { contentDetails: { videoId: string } }) => item.contentDetails.videoId,
  );
const noticeOf = (results: readonly StepResult[]) => {
  const last = results.at(-1);
  return last?.state === 'published' ? last.notice : 'not published';
};

describe('options', () => {
  it('all arrive', async () => {
    const settings = {
      visibility: 'unlisted',
      made_for_kids: true,
      category_id: '28',
      license: 'creativeCommon',
      embeddable: false,
      public_stats_viewable: false,
      default_language: 'en',
      default_audio_language: 'de',
      contains_synthetic_media: true,
      has_paid_product_placement: true,
      recording_date: '2026-11-01',
      localizations: { de: { title: 'Titel', description: 'Worte' } },
    };
    const results = await drive({ settings });
    expect(noticeOf(results)).toBeUndefined();
    expect(await resourceOf(results)).toMatchObject({
      snippet: {
        title: 'A title',
        description: 'Words',
        tags: ['one', 'two words'],
        categoryId: '28',
        defaultLanguage: 'en',
        defaultAudioLanguage: 'de',
      },
      status: {
        privacyStatus: 'unlisted',
        license: 'creativeCommon',
        embeddable: false,
        publicStatsViewable: false,
        selfDeclaredMadeForKids: true,
        containsSyntheticMedia: true,
      },
      localizations: { de: { title: 'Titel', description: 'Worte' } },
      recordingDetails: { recordingDate: '2026-11-01T00:00:00.000Z' },
      paidProductPlacementDetails: { hasPaidProductPlacement: true },
    });
  });

  it('that were not set are those of YouTube', async () => {
    expect(await resourceOf(await drive())).toMatchObject({
      snippet: { categoryId: '22' },
      status: { privacyStatus: 'private', license: 'youtube', embeddable: true, publicStatsViewable: true },
      localizations: {},
      paidProductPlacementDetails: { hasPaidProductPlacement: false },
    });
  });

  it('tell subscribers, or not', async () => {
    const quiet = () => simulator.stat('insertsWithoutNotification');
    const before = await quiet();
    await drive();
    expect(await quiet()).toBe(before);
    await drive({ settings: { notify_subscribers: false } });
    expect(await quiet()).toBe(before + 1);
  });

  it('publish_at is YouTube’s own affair', async () => {
    const publish_at = new Date(now() + 3600_000).toISOString();
    const results = await drive({ settings: { publish_at } });
    expect(noticeOf(results)).toBeUndefined();
    expect((await resourceOf(results)).status).toMatchObject({
      privacyStatus: 'private',
      publishAt: `${publish_at.slice(0, 19)}Z`,
    });
    await wait(3601);
    token = (await simulator.connect()).accessToken;
    expect((await resourceOf(results)).status).toMatchObject({ privacyStatus: 'public' });
  });
});

describe('what belongs to the video', () => {
  it('follows it: thumbnail, captions, playlists', async () => {
    const playlists = [await createPlaylist(), await createPlaylist()];
    const results = await drive({ settings: { playlist_ids: playlists }, assets: allAssets });
    expect(noticeOf(results)).toBeUndefined();
    expect(await ledgerOf(results)).toMatchObject([
      { kind: 'video', sha256: source.sha256 },
      { kind: 'thumbnail', sha256: hashOf(jpeg) },
      { kind: 'caption', sha256: hashOf(subtitles), description: expect.stringMatching(/\/de\/de$/) },
      { kind: 'playlistItem', description: expect.stringContaining(playlists[0] ?? '') },
      { kind: 'playlistItem', description: expect.stringContaining(playlists[1] ?? '') },
    ]);
    expect((await resourceOf(results)).contentDetails).toMatchObject({ caption: 'true', hasCustomThumbnail: true });
  });

  it.each(['thumbnails.set', 'captions.insert', 'playlistItems.insert'])(
    'comes once although the answer of %s was lost',
    async (operation) => {
      const playlist = await createPlaylist();
      await simulator.setFaults({ kind: 'after-effect', operation });
      const results = await drive({ settings: { playlist_ids: [playlist] }, assets: allAssets });
      expect(noticeOf(results)).toBeUndefined();
      const kinds = (await ledgerOf(results)).map(({ kind }) => kind);
      expect(kinds).toEqual(['video', 'thumbnail', 'caption', 'playlistItem']);
      expect(await playlistOf(playlist)).toHaveLength(1);
    },
  );

  it.each(['thumbnails.set', 'captions.insert', 'playlistItems.insert', 'playlistItems.list'])(
    'is sent again with a new token when %s refuses the old one',
    async (operation) => {
      const playlist = await createPlaylist();
      await simulator.setFaults({ kind: 'token-revoked', operation });
      const accessToken = async (refused?: string) => {
        if (refused === token) token = (await simulator.connect()).accessToken;
        return token;
      };
      const results = await drive({ settings: { playlist_ids: [playlist] }, assets: allAssets }, { accessToken });
      expect(noticeOf(results)).toBeUndefined();
      expect(await ledgerOf(results)).toHaveLength(4);
    },
  );

  const failures: [fault: Pick<Fault, 'operation'> & Record<string, unknown>, code: string, text: RegExp][] = [
    [{ operation: 'thumbnails.set', status: 403, reason: 'forbidden' }, 'thumbnail_failed', /verified channels/],
    [{ operation: 'thumbnails.set', status: 400, reason: 'invalidImage' }, 'thumbnail_failed', /JPEG or PNG/],
    [{ operation: 'thumbnails.set', status: 429, reason: 'uploadRateLimitExceeded' }, 'thumbnail_failed', /tomorrow/],
    [
      { operation: 'thumbnails.set', status: 503, reason: 'backendError', count: 9 },
      'thumbnail_failed',
      /several times/,
    ],
    [
      { operation: 'thumbnails.set', status: 404, reason: 'videoNotFound', count: 9 },
      'thumbnail_failed',
      /did not find/,
    ],
    [
      { operation: 'captions.insert', status: 403, reason: 'forbidden' },
      'captions_failed',
      /without its captions in de/,
    ],
    [
      { operation: 'captions.insert', status: 400, reason: 'somethingNew' },
      'captions_failed',
      /refused it \(somethingNew\)/,
    ],
    [
      { operation: 'playlistItems.list', status: 404, reason: 'playlistNotFound' },
      'playlist_failed',
      /no such playlist/,
    ],
    [
      { operation: 'playlistItems.insert', status: 403, reason: 'playlistContainsMaximumNumberOfVideos' },
      'playlist_failed',
      /full/,
    ],
    [{ operation: 'playlistItems.insert', status: 403, reason: 'quotaExceeded', count: 9 }, 'playlist_failed', /quota/],
  ];
  it.each(failures)('that fails (%j) is told, and nothing is posted again', async (fault, code, text) => {
    const playlist = await createPlaylist();
    const inserts = await simulator.stat('requests.videos.insert');
    await simulator.setFaults({ ...fault, kind: 'status' });
    const renew = async () => (await simulator.connect()).accessToken;
    const results = await drive({ settings: { playlist_ids: [playlist] }, assets: allAssets }, { accessToken: renew });
    expect(noticeOf(results)).toMatchObject({ code, message: expect.stringMatching(text) });
    expect((await simulator.stat('requests.videos.insert')) - inserts).toBe(1);
    expect(await ledgerOf(results)).toHaveLength(3);
  });

  it('works after a refusal that was not for ever', async () => {
    await simulator.setFaults({
      kind: 'status',
      operation: 'thumbnails.set',
      status: 404,
      reason: 'videoNotFound',
      count: 2,
    });
    const results = await drive({ assets: allAssets });
    expect(noticeOf(results)).toBeUndefined();
    expect(await ledgerOf(results)).toHaveLength(3);
  });

  it('and whose file is gone is told', async () => {
    const results = await drive({ assets: { 'youtube.thumbnail': asset('nowhere', 'image/png') } });
    expect(noticeOf(results)).toMatchObject({ code: 'thumbnail_failed', message: expect.stringContaining('gone') });
  });

  it('is left out on a channel without the right, and the video is out', async () => {
    token = (await simulator.connect('dana')).accessToken;
    const results = await drive({ assets: { 'youtube.thumbnail': allAssets['youtube.thumbnail'] } });
    expect(noticeOf(results)).toMatchObject({
      code: 'thumbnail_failed',
      message: expect.stringContaining('youtube.com/verify'),
    });
  });

  it('is left out without the permission for it, in plain words; the account stays connected', async () => {
    const scopes = ['youtube.upload', 'youtube.readonly']
      .map((name) => `https://www.googleapis.com/auth/${name}`)
      .join(' ');
    const playlist = await createPlaylist();
    token = (await simulator.connect('ada', scopes)).accessToken;
    const results = await drive({ settings: { playlist_ids: [playlist] }, assets: allAssets });
    const notice = noticeOf(results);
    expect(notice).toMatchObject({ code: 'captions_failed' });
    expect(notice).toMatchObject({
      message: expect.stringMatching(/captions in de.*connect the account again.*playlist/),
    });
    expect((await ledgerOf(results)).map(({ kind }) => kind)).toEqual(['video', 'thumbnail']);
  });

  it('waits for a new connection when the old one is gone', async () => {
    await simulator.setFaults({
      kind: 'status',
      operation: 'thumbnails.set',
      status: 401,
      reason: 'authError',
      count: 2,
    });
    const refused = await drive({ assets: allAssets }).catch((reason: unknown) => reason);
    expect(refused).toMatchObject({ kind: 'reauthorize' });
  });
});

describe('a due time', () => {
  const inOneHour = () => now() + 3600_000;
  const last = (results: readonly StepResult[]) => results.at(-1);
  const goOn = async (results: readonly StepResult[], words: Words, dueAt: number) => {
    const ready = last(results);
    const checkpoint = ready && 'checkpoint' in ready ? ready.checkpoint : null;
    return drive(words, { dueAt, checkpoint });
  };
  const renew = async () => {
    token = (await simulator.connect()).accessToken;
  };

  it('lands a public video ahead, private, and YouTube opens it by itself', async () => {
    const dueAt = inOneHour();
    const playlist = await createPlaylist();
    const words = { settings: { visibility: 'public', playlist_ids: [playlist] }, assets: allAssets };
    const results = await drive(words, { dueAt });
    expect(last(results)).toMatchObject({ state: 'ready', goLiveAt: dueAt });
    const row = (await simulator.ledger()).findLast(({ kind }) => kind === 'video');
    expect(row).toMatchObject({ privacy: 'private', publishAt: new Date(dueAt).toISOString(), publishedAt: null });
    expect(await playlistOf(playlist)).toEqual([]);
    await wait((dueAt - now()) / 1000 + 1);
    await renew();
    const ended = await goOn(results, words, dueAt);
    expect(noticeOf(ended)).toBeUndefined();
    expect(await playlistOf(playlist)).toHaveLength(1);
    const out = (await simulator.ledger()).find(({ remoteId }) => remoteId === row?.remoteId);
    expect(out).toMatchObject({ privacy: 'public', publishedAt: new Date(dueAt).toISOString() });
  });

  it('that YouTube comes to a little later is waited for', async () => {
    const dueAt = inOneHour();
    const words = { settings: { visibility: 'public' } };
    const results = await drive(words, { dueAt });
    // Our clock is ahead by 20 seconds.
    passed += (dueAt - now()) / 1000;
    await simulator.advance(3600 - 25);
    await renew();
    expect(noticeOf(await goOn(results, words, dueAt))).toBeUndefined();
  });

  it('that has passed is none', async () => {
    const results = await drive({ settings: { visibility: 'public' } }, { dueAt: now() - 1000 });
    expect(last(results)).toMatchObject({ state: 'published' });
    expect((await resourceOf(results)).status).toMatchObject({ privacyStatus: 'public' });
  });

  it('of an unlisted video holds back its address, not the video', async () => {
    const dueAt = inOneHour();
    const words = { settings: { visibility: 'unlisted' } };
    const results = await drive(words, { dueAt });
    expect(last(results)).toMatchObject({ state: 'ready', goLiveAt: dueAt });
    await wait((dueAt - now()) / 1000 + 1);
    await renew();
    expect(await resourceOf(await goOn(results, words, dueAt))).toMatchObject({
      status: { privacyStatus: 'unlisted' },
    });
  });

  it('is found out about when YouTube has locked the project', async () => {
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome: 'locked-private' });
    const dueAt = inOneHour();
    const words = { settings: { visibility: 'public' } };
    const results = await drive(words, { dueAt });
    await wait((dueAt - now()) / 1000 + 1);
    await renew();
    const notice = noticeOf(await goOn(results, words, dueAt));
    expect(notice).toMatchObject({ code: 'visibility_differs', message: expect.stringContaining('audit') });
  });

  it('of the video itself (publish_at) is compared as well', async () => {
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome: 'locked-private' });
    const publish_at = new Date(inOneHour()).toISOString();
    expect(noticeOf(await drive({ settings: { publish_at } }))).toMatchObject({ code: 'schedule_differs' });
  });

  it('survives a lost session', async () => {
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.upload' });
    const dueAt = inOneHour();
    const results = await drive({ settings: { visibility: 'public' } }, { dueAt });
    expect(last(results)).toMatchObject({ state: 'ready', goLiveAt: dueAt });
  });
});
