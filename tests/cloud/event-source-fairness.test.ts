import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type QueueBench, startQueueBench } from './support/queue-bench.ts';

const backlog = 500;

let folder: Awaited<ReturnType<typeof tempFolder>>;
let bench: QueueBench;

beforeEach(async () => {
  folder = await tempFolder();
  bench = await startQueueBench(folder.path, { batchSize: 1, maxConcurrency: 4 }, { visibilitySeconds: 60 });
});
afterEach(async () => {
  await bench.stop();
  await folder.remove();
});

const owners = () => bench.seen().flatMap((line) => (line.at === 'start' ? [line.messages[0]?.wish.ownerId] : []));

it('a user with one post does not wait for another one’s 500', async () => {
  useLocalService('AWS_ENDPOINT_URL_SQS', bench.sqsUrl);
  const hints = createHintQueue(forEachPlatform(() => `${bench.sqsUrl}/000000000000/work`));
  const sendOf = (ownerId: string) => (n: number) => hints.send('youtube', { ownerId, postId: `${ownerId}-${n}` });
  await Promise.all(Array.from({ length: backlog }, (_, n) => sendOf('user-x')(n)));
  bench.feed();
  await waitUntil(() => owners().length > 20);

  await sendOf('user-y')(0);
  const startedBefore = owners().length;
  expect(startedBefore).toBeLessThan(backlog / 2);
  await waitUntil(() => owners().includes('user-y'));
  expect(owners().indexOf('user-y') - startedBefore).toBeLessThan(10);
}, 120_000);
