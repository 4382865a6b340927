import { consumeQueue } from '../../shared/worker/consume-queue.ts';

/** Removes accounts: each message says that one removal wants attention. */
export const handler = consumeQueue(async () => {
  throw new Error('Removals are not carried out yet.');
});
