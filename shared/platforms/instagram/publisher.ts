import type { Publisher, PublishStep, StepResult } from '../../domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { traced } from '../traced.ts';
import { type InstagramAddresses, parseVariant, readInstagramAddresses } from './addresses.ts';
import { InstagramCheckpoint } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { findMedia } from './find-media.ts';
import { finishPost } from './finish-post.ts';
import { holdContainer } from './hold-container.ts';
import type { InstagramContext } from './instagram-context.ts';
import { pollContainer } from './poll-container.ts';
import { publishContainer } from './publish-container.ts';
import { InstagramRequest } from './request.ts';
import { sendBytes } from './send-bytes.ts';
import { withdrawContainer } from './withdraw-container.ts';

/**
 * Instagram: container → bytes → finished → published → comments and address. Only publishing cannot be taken back: the
 * intent is in the checkpoint before it, and whoever comes after asks the container before anything is tried again.
 */
export function createInstagramPublisher(
  addresses: InstagramAddresses = readInstagramAddresses(),
  send: Send = sendOverHttp,
): Publisher {
  const contextOf = (step: PublishStep): InstagramContext => ({
    step,
    send: traced(send, step.trace, step.now),
    addresses,
    variant: parseVariant(step.account.variant),
    request: InstagramRequest.parse(step.request),
  });
  return {
    advance: async (step) => advanceFrom(InstagramCheckpoint.parse(step.checkpoint ?? null), contextOf(step)),
    withdraw: async (step) => withdrawContainer(contextOf(step), InstagramCheckpoint.parse(step.checkpoint ?? null)),
  };
}

function advanceFrom(checkpoint: InstagramCheckpoint, context: InstagramContext): Promise<StepResult> {
  switch (checkpoint?.phase) {
    case undefined:
      return createContainer(context);
    case 'sending':
      return sendBytes(context, checkpoint);
    case 'preparing':
      return pollContainer(context, checkpoint);
    case 'ready':
      return holdContainer(context, checkpoint);
    case 'publishing':
      return publishContainer(context, checkpoint);
    case 'searching':
      return findMedia(context, checkpoint);
    case 'live':
      return finishPost(context, checkpoint);
  }
}
