import type { Publisher, StepResult } from '../../domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { traced } from '../traced.ts';
import { readTiktokAddresses, type TiktokAddresses } from './addresses.ts';
import { advanceUpload } from './advance-upload.ts';
import { TiktokCheckpoint } from './checkpoint.ts';
import { openTask } from './open-task.ts';
import { pollTask } from './poll-task.ts';
import { settleTask } from './settle-task.ts';
import type { TiktokContext } from './tiktok-context.ts';

/**
 * TikTok: task → chunks → published. The task and its address are in the checkpoint before the first byte is sent, and
 * whoever comes after finishes that same task.
 */
export function createTiktokPublisher(
  addresses: TiktokAddresses = readTiktokAddresses(),
  send: Send = sendOverHttp,
): Publisher {
  return {
    advance: (step) => {
      const checkpoint = TiktokCheckpoint.parse(step.checkpoint ?? null);
      return advanceFrom(checkpoint, { step, send: traced(send, step.trace, step.now), addresses });
    },
  };
}

function advanceFrom(checkpoint: TiktokCheckpoint, context: TiktokContext): Promise<StepResult> {
  switch (checkpoint?.phase) {
    case undefined:
      return openTask(context, { tasks: 0, earlier: [] });
    case 'again':
      return openTask(context, checkpoint);
    case 'uploading':
      return advanceUpload(context, checkpoint);
    case 'settling':
      return settleTask(context, checkpoint);
    case 'processing':
      return pollTask(context, checkpoint);
  }
}
