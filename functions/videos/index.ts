import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ulid } from 'ulid';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createPostEvents } from '../../shared/adapters/dynamo/post-events.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createVideoOrder } from '../../shared/adapters/dynamo/video-order.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { readEnv } from '../../shared/config/env.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import { compressLarge } from '../../shared/http/compress-large.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { addAsset } from './add-asset.ts';
import { addVideo } from './add-video.ts';
import { cancelPost } from './cancel-post.ts';
import { completeAsset } from './complete-asset.ts';
import { completeUpload } from './complete-upload.ts';
import { decidePost } from './decide-post.ts';
import { deleteVideo } from './delete-video.ts';
import { getTimeline } from './get-timeline.ts';
import { listParts } from './list-parts.ts';
import { getVideo, listVideos } from './list-videos.ts';
import { postVideos } from './post-videos.ts';
import { preflightVideo } from './preflight-video.ts';
import { recomputeTitle } from './recompute-title.ts';
import { removeAsset } from './remove-asset.ts';
import { reorderVideos } from './reorder-videos.ts';
import { retryPost, retryVideo } from './retry-posts.ts';
import { signParts } from './sign-parts.ts';
import { updateVideo } from './update-video.ts';
import { cancelScheduled, deleteSchedule, putSchedule } from './video-schedule.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);

/** The function is stopped after 15 seconds. */
const patienceMs = 9_000;

/** The videos area: uploads, the queue, and the order to post. */
export const handler = serveArea({
  area: 'videos',
  routes: videoRoutes,
  origin: env.APP_ORIGIN,
  compression: compressLarge(),
  idempotency: createIdempotencyStore(table),
  endpoints: {
    addVideo,
    signParts,
    listParts,
    completeUpload,
    listVideos,
    getVideo,
    getTimeline,
    updateVideo,
    deleteVideo,
    recomputeTitle,
    preflightVideo,
    addAsset,
    completeAsset,
    removeAsset,
    reorderVideos,
    postVideos,
    cancelScheduled,
    putSchedule,
    deleteSchedule,
    retryVideo,
    retryPost,
    cancelPost,
    decidePost,
  },
  deps: {
    videos: createVideoStore(table),
    order: createVideoOrder(table),
    posts: createPostStore(table),
    events: createPostEvents(table),
    connections: createConnectionStore(table),
    media: openLater(async () => (await import('./open-media.ts')).openMedia()),
    hints: openLater(async () => (await import('./open-dispatch.ts')).openDispatch().hints),
    schedules: openLater(async () => (await import('./open-dispatch.ts')).openDispatch().schedules),
    settings: createSettingsStore(table),
    rules: platformRules,
    patience: () => AbortSignal.timeout(patienceMs),
    pause: (milliseconds: number): Promise<void> => setTimeout(milliseconds),
    newId: () => ulid(),
    newObjectName: () => randomBytes(24).toString('base64url'),
    random: Math.random,
  },
});
