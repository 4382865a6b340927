import { createPostSchedules } from '../../shared/adapters/scheduler/post-schedules.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { readEnv, readPublishQueueArns, readPublishQueues } from '../../shared/config/env.ts';
import type { HintQueue } from '../../shared/domain/posts/hint-queue.ts';
import type { PostSchedules } from '../../shared/domain/posts/post-schedules.ts';

/** In a file of its own, which is loaded with the first posting: looking at the queue does not wait for these clients. */
export function openDispatch(): { readonly hints: HintQueue; readonly schedules: PostSchedules } {
  const env = readEnv('SCHEDULE_GROUP', 'SCHEDULE_ROLE_ARN', 'SCHEDULE_DLQ_ARN');
  return {
    hints: createHintQueue(readPublishQueues()),
    schedules: createPostSchedules({
      group: env.SCHEDULE_GROUP,
      roleArn: env.SCHEDULE_ROLE_ARN,
      deadLetterArn: env.SCHEDULE_DLQ_ARN,
      queueArns: readPublishQueueArns(),
    }),
  };
}
