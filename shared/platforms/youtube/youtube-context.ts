import type { PublishStep } from '../../domain/posts/publisher.ts';
import type { Send } from '../send.ts';
import type { YoutubeAddresses } from './addresses.ts';

/** What every call of a step uses. */
export interface YoutubeContext {
  readonly step: PublishStep;
  readonly send: Send;
  readonly addresses: YoutubeAddresses;
}
