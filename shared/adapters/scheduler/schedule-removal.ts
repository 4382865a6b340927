import { DeleteScheduleCommand, ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { PostSchedules } from '../../domain/posts/post-schedules.ts';

/** For functions that may remove the schedules of posts, and not make any. */
export function createScheduleRemoval(group: string, client = new SchedulerClient({})): Pick<PostSchedules, 'remove'> {
  return {
    async remove(postId) {
      await client.send(new DeleteScheduleCommand({ GroupName: group, Name: postId })).catch((error: unknown) => {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      });
    },
  };
}
