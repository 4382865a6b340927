import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { PlatformName } from '../../contract/platform-names.ts';
import { entryTimeOf, type PostSchedules, type ScheduledPost } from '../../domain/posts/post-schedules.ts';
import { correlation } from '../../domain/watch/correlation.ts';

/** Where entries live and what they may do. */
export interface ScheduleOptions {
  /** Group of all entries. */
  readonly group: string;
  /** Role with which the scheduler sends to the queues. */
  readonly roleArn: string;
  /** Queue for hints that a publish queue did not take. */
  readonly deadLetterArn: string;
  /** ARN of every platform's publish queue. */
  readonly queueArns: Readonly<Record<PlatformName, string>>;
}

/** The entry may fire or be removed between a refused creation and the update; three times in a row it does not. */
const maxRounds = 3;
/** After a quarter of an hour the sweeper has found the post by itself. */
const retryPolicy = { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 20 };

/**
 * One-time schedules of EventBridge Scheduler, named like their posts and deleted after they have fired.
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export function createPostSchedules(options: ScheduleOptions, client = new SchedulerClient({})): PostSchedules {
  return {
    async put(post) {
      const entry = buildEntry(options, post);
      for (let round = 1; round <= maxRounds; round += 1) {
        if (await isDone(client.send(new CreateScheduleCommand(entry)))) return;
        if (await isDone(client.send(new UpdateScheduleCommand(entry)))) return;
      }
      throw new Error(`The schedule of post ${post.postId} comes and goes.`);
    },

    async remove(postId) {
      await isDone(client.send(new DeleteScheduleCommand({ GroupName: options.group, Name: postId })));
    },
  };
}

/** @returns false when it was refused because the entry is there, or is not there, or is being changed by another call */
async function isDone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ConflictException || error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

function buildEntry(options: ScheduleOptions, post: ScheduledPost): CreateScheduleCommandInput {
  const { ownerId, postId, platform, notBefore } = post;
  return {
    GroupName: options.group,
    Name: postId,
    ScheduleExpression: `at(${new Date(entryTimeOf(notBefore)).toISOString().slice(0, 19)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    // No message group: Scheduler knows one for FIFO queues only. This hint comes early, so the worker does nothing but
    // send it again for the right second, and that one has the group of its user.
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_SqsParameters.html
    Target: {
      Arn: options.queueArns[platform],
      RoleArn: options.roleArn,
      Input: JSON.stringify({ ownerId, postId, ...correlation() }),
      RetryPolicy: retryPolicy,
      DeadLetterConfig: { Arn: options.deadLetterArn },
    },
  };
}
