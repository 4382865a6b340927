import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { describePostStore } from './post-store-contract.ts';

describePostStore('memory', async () => {
  const posts = createMemoryPosts();
  return { posts, work: posts };
});
