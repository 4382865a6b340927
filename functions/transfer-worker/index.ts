import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';

const log = new Logger();
const Hint = z.object({ ownerId: z.string().min(1), transferId: z.string().min(1) });

/** Moves files between Drives: each message says that one transfer wants attention. */
export const handler = consumeQueue(async (record) => {
  log.info('hint', Hint.parse(JSON.parse(record.body)));
});
