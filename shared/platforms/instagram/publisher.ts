import { PlatformError, type Publisher } from '../../domain/posts/publisher.ts';

/** Instagram. */
export function createInstagramPublisher(): Publisher {
  return {
    advance: async () => {
      throw new PlatformError('rejected', 'not_available', 'Hopper cannot post to Instagram yet.');
    },
  };
}
