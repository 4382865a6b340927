import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { AuditDeps } from '../../shared/domain/audit/note-event.ts';
import type { AccessTokens } from '../../shared/domain/connections/access-token.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { ConnectionStore, DefaultAccounts } from '../../shared/domain/connections/connection-store.ts';
import type { OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { OAuthState } from '../../shared/domain/connections/oauth-state.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';
import type { DriveAccountStore } from '../../shared/domain/drive/drive-account-store.ts';
import type { OneTimeStore } from '../../shared/domain/one-time-store.ts';
import type { HintQueue } from '../../shared/domain/posts/hint-queue.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import type { CreatorInfo } from '../../shared/platforms/tiktok/creator-info.ts';
import type { ChannelPage, listChannelVideos } from '../../shared/platforms/youtube/list-channel-videos.ts';

/** What the endpoints of this area work with. */
export interface Deps extends AuditDeps {
  readonly connections: ConnectionStore & DefaultAccounts;
  readonly accounts: Pick<DriveAccountStore, 'list'>;
  readonly posts: Pick<PostStore, 'listOfOwner' | 'transition'>;
  readonly hints: HintQueue;
  readonly states: OneTimeStore<OAuthState>;
  readonly vault: TokenVault;
  readonly accessTokens: (connection: Connection) => AccessTokens;
  /** The login variants of a platform, the usual one first; a single '' where there is only one way in. */
  readonly variantsOf: (platform: PlatformName) => readonly string[];
  readonly provider: (platform: PlatformName, variant: string | null) => OAuthProvider;
  readonly listChannelVideos: (accessToken: string, page: ChannelPage) => ReturnType<typeof listChannelVideos>;
  readonly fetchCreatorInfo: (accessToken: string) => Promise<CreatorInfo>;
  /** Scheme and host of the page: the platform sends the browser back there. */
  readonly origin: string;
  /** 256 random bits, base64url. */
  readonly newSecret: () => string;
}
