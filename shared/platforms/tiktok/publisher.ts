import { PlatformError, type Publisher } from '../../domain/posts/publisher.ts';

/** Tiktok. */
export function createTiktokPublisher(): Publisher {
  return {
    advance: async () => {
      throw new PlatformError('rejected', 'not_available', 'Hopper cannot post to Tiktok yet.');
    },
  };
}
