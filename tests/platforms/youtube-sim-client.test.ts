import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { youtube, type youtube_v3 } from '@googleapis/youtube';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeBytes, startWorld, video, type World } from './youtube-sim-world.ts';

// The vendor's own client, pointed at the simulator by nothing but its rootUrl. Media calls only honour a rootUrl that is
// given with the call; a global one is enough for everything else.
let world: World;
let client: youtube_v3.Youtube;
let at: { rootUrl: string };
beforeAll(async () => {
  world = await startWorld();
  const token = await world.signIn();
  at = { rootUrl: `${world.url}/youtube` };
  client = youtube({ version: 'v3', ...at, headers: { authorization: `Bearer ${token}` } });
});
afterAll(() => world.close());

async function insert(title: string, bytes: Buffer, status: Record<string, unknown> = {}): Promise<string> {
  const body = Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]);
  const requestBody = video({ title }, status);
  const media = { mimeType: 'video/mp4', body };
  const { data } = await client.videos.insert({ part: ['snippet', 'status'], requestBody, media }, at);
  return data.id ?? '';
}

/** What the client throws for an error in YouTube's envelope. */
const refusal = (status: number, reason: string) => ({
  status,
  response: { data: { error: { errors: [{ reason }] } } },
});

describe('the official client', () => {
  it.each(['globally', 'with the call'])('takes a rootUrl that is given %s', async (how) => {
    const query = { part: ['id'], mine: true };
    const reply = how === 'globally' ? await client.channels.list(query) : await client.channels.list(query, at);
    expect(reply.data.items).toHaveLength(1);
  });

  it('lists the own channel', async () => {
    const { data } = await client.channels.list({
      part: ['id', 'snippet', 'contentDetails', 'statistics', 'status'],
      mine: true,
    });
    expect(data.kind).toBe('youtube#channelListResponse');
    expect(data.items?.[0]?.snippet?.title).toBe('Ada Makes');
    expect(data.items?.[0]?.contentDetails?.relatedPlaylists?.uploads).toMatch(/^UU/);
  });

  it('inserts by multipart upload, byte for byte', async () => {
    const bytes = makeBytes(700_001);
    const id = await insert('by multipart', bytes);
    const row = (await world.ledger()).find((entry) => entry.remoteId === id);
    expect(row).toMatchObject({
      title: 'by multipart',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('survives media that look like the multipart framing', async () => {
    const bytes = Buffer.from(`\r\n--\r\n--x\r\n\r\n${'\r\n--'.repeat(5000)}-`);
    const id = await insert('tricky', bytes);
    const row = (await world.ledger()).find((entry) => entry.remoteId === id);
    expect(row?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('lists, updates and deletes a video', async () => {
    const id = await insert('to change', makeBytes(5000));
    const { data } = await client.videos.list({
      part: ['snippet', 'status', 'fileDetails', 'processingDetails'],
      id: [id],
    });
    expect(data.items?.[0]?.fileDetails?.fileSize).toBe('5000');
    const updated = await client.videos.update({
      part: ['snippet', 'status'],
      requestBody: { id, ...video({ title: 'changed' }, { privacyStatus: 'unlisted' }) },
    });
    expect(updated.data.status?.privacyStatus).toBe('unlisted');
    expect((await client.videos.delete({ id })).status).toBe(204);
    await expect(client.videos.delete({ id })).rejects.toMatchObject({ status: 404 });
    expect((await client.videos.list({ part: ['id'], id: [id] })).data.items).toEqual([]);
  });

  it('updates by part: what is left out is cleared, and title and category belong together', async () => {
    const id = await insert('parts', makeBytes(100), { license: 'creativeCommon', embeddable: false });
    const status = { privacyStatus: 'private', publishAt: '2099-01-01T00:00:00Z' };
    const scheduled = await client.videos.update({ part: ['status'], requestBody: { id, status } });
    expect(scheduled.data.status).toMatchObject({ publishAt: status.publishAt, license: 'youtube', embeddable: true });
    const renamed = { id, snippet: { title: 'renamed', categoryId: '10' } };
    const { data } = await client.videos.update({ part: ['snippet'], requestBody: renamed });
    expect(data.snippet).toMatchObject({ title: 'renamed', categoryId: '10', description: '' });
    await expect(
      client.videos.update({ part: ['snippet'], requestBody: { id, snippet: { title: 'half' } } }),
    ).rejects.toMatchObject(refusal(400, 'invalidVideoMetadata'));
    await expect(
      client.videos.update({ part: ['status'], requestBody: { id, status: { ...status, privacyStatus: 'public' } } }),
    ).rejects.toMatchObject(refusal(400, 'invalidPublishAt'));
    await expect(
      client.videos.update({ part: ['status'], requestBody: { id: 'unknown', status: {} } }),
    ).rejects.toMatchObject(refusal(404, 'videoNotFound'));
  });

  it('deletes a video with what belongs to it', async () => {
    const id = await insert('short life', makeBytes(100));
    const track = { snippet: { videoId: id, language: 'de', name: 'de' } };
    const media = { mimeType: 'text/xml', body: 'x' };
    await client.captions.insert({ part: ['snippet'], requestBody: track, media }, at);
    await client.videos.delete({ id });
    const left = (await world.ledger()).filter((row) => row.remoteId === id || row.description?.startsWith(id));
    expect(left).toEqual([]);
    await expect(client.captions.list({ part: ['snippet'], videoId: id })).rejects.toMatchObject({ status: 404 });
  });

  it('takes captions and playlist items away again', async () => {
    const id = await insert('to and fro', makeBytes(100));
    const track = { snippet: { videoId: id, language: 'en', name: '' } };
    const caption = { part: ['snippet'], requestBody: track, media: { mimeType: 'text/xml', body: 'x' } };
    const captionId = (await client.captions.insert(caption, at)).data.id ?? '';
    expect((await client.captions.delete({ id: captionId })).status).toBe(204);
    await expect(client.captions.delete({ id: captionId })).rejects.toMatchObject({ status: 404 });
    expect((await client.captions.insert(caption, at)).status).toBe(200);

    const list = await client.playlists.insert({ part: ['snippet'], requestBody: { snippet: { title: 'Short' } } });
    const playlistId = list.data.id ?? '';
    const snippet = { playlistId, resourceId: { kind: 'youtube#video', videoId: id } };
    const item = await client.playlistItems.insert({ part: ['snippet'], requestBody: { snippet } });
    expect((await client.playlistItems.delete({ id: item.data.id ?? '' })).status).toBe(204);
    await expect(client.playlistItems.delete({ id: item.data.id ?? '' })).rejects.toMatchObject({ status: 404 });
    expect((await client.playlistItems.list({ part: ['id'], playlistId })).data.items).toEqual([]);
    expect((await client.videos.list({ part: ['id'], id: [id] })).data.items).toHaveLength(1);
  });

  it('hears why a thumbnail is not taken', async () => {
    const id = await insert('without a face', makeBytes(100));
    const media = { mimeType: 'image/png', body: Readable.from([Buffer.from('no image')]) };
    await expect(client.thumbnails.set({ videoId: id, media }, at)).rejects.toMatchObject(refusal(400, 'invalidImage'));
    const other = { mimeType: 'image/png', body: Readable.from([makeBytes(10)]) };
    await expect(client.thumbnails.set({ videoId: 'unknown', media: other }, at)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('works with playlists', async () => {
    const id = await insert('in a list', makeBytes(100));
    const playlist = await client.playlists.insert({
      part: ['snippet', 'status'],
      requestBody: { snippet: { title: 'Mine' } },
    });
    const playlistId = playlist.data.id ?? '';
    const resourceId = { kind: 'youtube#video', videoId: id };
    await client.playlistItems.insert({ part: ['snippet'], requestBody: { snippet: { playlistId, resourceId } } });
    const found = await client.playlistItems.list({ part: ['id', 'snippet'], playlistId, videoId: id });
    expect(found.data.items?.map((item) => item.snippet?.resourceId?.videoId)).toEqual([id]);
    const lists = await client.playlists.list({ part: ['snippet', 'contentDetails'], mine: true, maxResults: 50 });
    expect(lists.data.items?.find((list) => list.id === playlistId)?.contentDetails?.itemCount).toBe(1);
  });

  it('sets a thumbnail and uploads captions', async () => {
    const id = await insert('decorated', makeBytes(100));
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), makeBytes(3000)]);
    const image = { mimeType: 'image/png', body: Readable.from([png]) };
    const thumbnail = await client.thumbnails.set({ videoId: id, media: image }, at);
    const address = thumbnail.data.items?.[0]?.default?.url ?? '';
    expect(Buffer.from(await (await fetch(address)).arrayBuffer()).equals(png)).toBe(true);
    const caption = {
      part: ['snippet'],
      requestBody: { snippet: { videoId: id, language: 'en', name: '' } },
      media: { mimeType: 'text/xml', body: 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi' },
    };
    expect((await client.captions.insert(caption, at)).data.snippet?.status).toBe('serving');
    await expect(client.captions.insert(caption, at)).rejects.toMatchObject({ status: 409 });
    expect((await client.captions.list({ part: ['snippet'], videoId: id })).data.items).toHaveLength(1);
  });

  it('leaves out what fields does not ask for', async () => {
    const { data } = await client.channels.list({
      part: ['id', 'snippet'],
      mine: true,
      fields: 'items(id,snippet/title)',
    });
    expect(data).toEqual({ items: [{ id: expect.any(String), snippet: { title: 'Ada Makes' } }] });
    await expect(client.channels.list({ part: ['id'], mine: true, fields: 'items(' })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('lists categories and searches', async () => {
    const categories = await client.videoCategories.list({ part: ['snippet'], regionCode: 'US' });
    expect(categories.data.items?.find((category) => category.id === '22')?.snippet?.assignable).toBe(true);
    const mine = await client.search.list({ part: ['snippet'], forMine: true, type: ['video'], q: 'multipart' });
    expect(mine.data.items?.map((item) => item.snippet?.title)).toEqual(['by multipart']);
  });
});
