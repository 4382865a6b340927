import type { PlatformName } from '../contract/platform-names.ts';
import type { Clock } from '../domain/clock.ts';
import type { Connection } from '../domain/connections/connection.ts';
import type { ConnectionStore } from '../domain/connections/connection-store.ts';
import type { OAuthClient } from '../domain/connections/oauth-provider.ts';
import type { TokenVault } from '../domain/connections/token-vault.ts';
import type { DriveAccountStore } from '../domain/drive/drive-account-store.ts';
import type { PlatformRules } from '../domain/platforms/platform-rules.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import type { PostSchedules } from '../domain/posts/post-schedules.ts';
import type { PostStore } from '../domain/posts/post-store.ts';
import type { OwnerRows } from '../domain/removal/owner-rows.ts';
import type { RemovalStore } from '../domain/removal/removal-store.ts';
import type { TransferStore } from '../domain/transfers/transfer-store.ts';
import type { MediaStore } from '../domain/videos/media-store.ts';
import type { ObjectListing } from '../domain/videos/object-listing.ts';
import type { VideoStore } from '../domain/videos/video-store.ts';
import type { WorkerLog } from '../worker/worker-log.ts';

/** What the removal of accounts works with. */
export interface RemovalDeps {
  readonly removals: RemovalStore;
  readonly rows: OwnerRows;
  readonly posts: Pick<PostStore, 'listOfOwner' | 'transition'>;
  readonly rules: Readonly<Record<PlatformName, Pick<PlatformRules, 'timing'>>>;
  readonly schedules: Pick<PostSchedules, 'remove'>;
  readonly hints: HintQueue;
  readonly transfers: Pick<TransferStore, 'list' | 'transition'>;
  readonly connections: Pick<ConnectionStore, 'list' | 'remove'>;
  readonly accounts: Pick<DriveAccountStore, 'list'>;
  readonly vault: TokenVault;
  readonly providerOf: (connection: Connection) => Pick<OAuthClient, 'revoke'>;
  readonly driveOAuth: Pick<OAuthClient, 'revoke'>;
  readonly videos: Pick<VideoStore, 'list'>;
  readonly media: Pick<MediaStore, 'abort' | 'remove'>;
  readonly listing: ObjectListing;
  readonly clock: Clock;
  readonly log: WorkerLog;
}
