import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { ConnectionStore } from '../../shared/domain/connections/connection-store.ts';
import type { PlatformRules } from '../../shared/domain/platforms/platform-rules.ts';
import type { SettingsStore } from '../../shared/domain/settings/settings-store.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';

/** What the endpoints of this area work with. */
export interface Deps {
  readonly settings: SettingsStore;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly videos: Pick<VideoStore, 'find'>;
  readonly rules: Readonly<Record<PlatformName, PlatformRules>>;
  /** 0 ≤ number < 1 */
  readonly random: () => number;
}
