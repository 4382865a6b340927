import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { ConnectionStore } from '../../shared/domain/connections/connection-store.ts';
import type { PlatformRules } from '../../shared/domain/platforms/platform-rules.ts';
import type { HintQueue } from '../../shared/domain/posts/hint-queue.ts';
import type { PostEvents } from '../../shared/domain/posts/post-event.ts';
import type { PostSchedules } from '../../shared/domain/posts/post-schedules.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import type { SettingsStore } from '../../shared/domain/settings/settings-store.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import type { VideoOrder } from '../../shared/domain/videos/video-order.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';

/** What the endpoints of this area work with. */
export interface Deps {
  readonly videos: VideoStore;
  readonly order: VideoOrder;
  readonly posts: PostStore;
  readonly events: Pick<PostEvents, 'list' | 'removeAll'>;
  readonly media: MediaStore;
  readonly connections: ConnectionStore;
  readonly hints: HintQueue;
  readonly schedules: PostSchedules;
  readonly settings: Pick<SettingsStore, 'list'>;
  readonly rules: Readonly<Record<PlatformName, PlatformRules>>;
  /** Aborts when an answer has taken so long that what is left must be left: well before the function is stopped. */
  readonly patience: () => AbortSignal;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** A new unique id, 26 characters that sort by time. */
  readonly newId: () => string;
  /** A secret, random name for an object. */
  readonly newObjectName: () => string;
  /** 0 ≤ number < 1, for the words of templates. */
  readonly random: () => number;
}
