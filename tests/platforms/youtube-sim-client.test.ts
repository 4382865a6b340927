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
    expect(lists.data.items?.[0]?.contentDetails?.itemCount).toBe(1);
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
