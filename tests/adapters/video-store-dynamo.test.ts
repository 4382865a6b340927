import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createVideoOrder } from '../../shared/adapters/dynamo/video-order.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { buildVideo } from '../support/build-video.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeVideoStore } from './video-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

async function open() {
  const table = await createTestTable(dynamo.url);
  return { store: createVideoStore(table), order: createVideoOrder(table) };
}

describeVideoStore('DynamoDB', open);

describe('video store: DynamoDB', () => {
  it('adds one of many videos of one name that come at once', async () => {
    const { store } = await open();
    const videos = Array.from({ length: 8 }, (_, index) =>
      buildVideo({ videoId: `01JD000000000000000000000${index}` }),
    );
    const answers = await Promise.all(videos.map((video) => store.add(video)));
    expect(answers.filter((holder) => holder === undefined)).toHaveLength(1);
  });
});
