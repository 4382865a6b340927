import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTestVideo, drivePublisher } from './support/drive-publisher.ts';

let simulator: YoutubeSimulator;
let token: string;

beforeAll(async () => {
  simulator = await startYoutubeSimulator();
  token = (await simulator.connect()).accessToken;
});
afterAll(() => simulator.close());

it('brings a video of several chunks to the channel', async () => {
  const source = createTestVideo(20 * 1024 * 1024 + 77);
  const results = await drivePublisher({
    publisher: createYoutubePublisher(simulator.addresses),
    source,
    accessToken: async () => token,
    wait: simulator.advance,
  });
  const last = results.at(-1);
  const [row] = await simulator.ledger();
  expect(row).toMatchObject({ title: 'A title', privacy: 'private', bytes: source.sizeBytes, sha256: source.sha256 });
  expect(last).toEqual({
    state: 'published',
    remoteId: row?.remoteId,
    url: `https://www.youtube.com/watch?v=${row?.remoteId}`,
  });
  expect(results.map((result) => result.state)).toEqual(
    expect.arrayContaining(['uploading', 'processing', 'published']),
  );
});
