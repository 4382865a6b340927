import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

describe('the first video', () => {
  let stack: Stack;
  let user: HopperUser;

  beforeAll(async () => {
    stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
    user = await registerUser(stack.url);
  }, 60_000);
  afterAll(() => stack.stop(), 30_000);

  it('reaches the channel whole, with its title, once, and survives a restart', async () => {
    expect(await user.connect('youtube')).toBe('/?connected=youtube');
    expect(await user.client.listDestinations()).toMatchObject({ youtube: { connected: true, enabled: true } });

    const video = await user.upload(clip, 'My first trip.mp4');
    expect(video).toMatchObject({ status: 'pending', generated_title: 'My first trip', posts: [] });
    const probed = await user.waitFor(video.id, ({ media }) => media !== null);
    expect(probed.media).toMatchObject({ duration_seconds: 4, video_codec: 'avc1.64001f', audio_codec: 'mp4a.40.2' });

    const settings = { title: 'Lisbon – day 1', description: 'Trams.', tags: 'travel, lisbon' };
    await user.client.updateVideo({ params: { videoId: video.id }, body: settings });
    // A double click.
    const answers = await Promise.allSettled([user.client.postVideos(), user.client.postVideos()]);
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);

    const published = await user.waitFor(video.id, ({ status }) => status === 'uploaded');
    const [post] = published.posts;
    const sha256 = createHash('sha256')
      .update(await readFile(clip))
      .digest('hex');
    const ledger = await stack.ledger();
    expect(ledger).toHaveLength(1);
    expect(ledger[0]).toMatchObject({
      platform: 'youtube',
      remoteId: post?.remote_id,
      title: 'Lisbon – day 1',
      description: 'Trams.',
      privacy: 'private',
      sha256,
      bytes: published.file_size_bytes,
    });
    expect(post?.url).toContain(post?.remote_id);

    await expect(user.client.postVideos()).rejects.toMatchObject({ code: 'nothing_to_post', status: 400 });

    await stack.restart();
    expect(await user.client.me()).toEqual({ user: expect.objectContaining({ email: user.email }) });
    expect(await user.client.getVideo({ params: { videoId: video.id } })).toEqual(published);
    expect(await stack.ledger()).toEqual(ledger);

    expect(await user.client.disconnect({ params: { platform: 'youtube' } })).toEqual({ message: 'Disconnected' });
    expect(await user.client.getAccount({ params: { platform: 'youtube' } })).toEqual({ account: null });
    expect(await user.client.deleteVideo({ params: { videoId: video.id } })).toEqual({ ok: true });
    expect(await user.client.listVideos()).toEqual([]);
  }, 120_000);
});
