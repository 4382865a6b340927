import type { PlatformName } from '../contract/platform-names.ts';
import type { Publisher } from '../domain/posts/publisher.ts';
import { createInstagramPublisher } from './instagram/publisher.ts';
import { createTiktokPublisher } from './tiktok/publisher.ts';
import { createYoutubePublisher } from './youtube/publisher.ts';

/** How every platform posts. One line adds a platform to the worker. */
export const publisherFactories: Readonly<Record<PlatformName, () => Publisher>> = {
  youtube: createYoutubePublisher,
  tiktok: createTiktokPublisher,
  instagram: createInstagramPublisher,
};
