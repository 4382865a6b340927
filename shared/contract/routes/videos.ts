import { postRoutes } from './posts.ts';
import { timelineRoutes } from './timeline.ts';
import { assetRoutes } from './video-assets.ts';
import { queueRoutes } from './video-queue.ts';
import { uploadRoutes } from './video-uploads.ts';

/** Every route of the videos area. */
export const videoRoutes = {
  ...uploadRoutes,
  ...queueRoutes,
  ...assetRoutes,
  ...timelineRoutes,
  ...postRoutes,
};
