import type { UserStore } from '../../shared/domain/accounts/user-store.ts';
import type { NotificationStore, UnsubscribeLinks } from '../../shared/domain/mail/notice.ts';

export interface NotificationDeps {
  readonly users: Pick<UserStore, 'find'>;
  readonly notifications: Pick<NotificationStore, 'get' | 'mute'>;
}

/** What the endpoints of this area work with. */
export interface Deps extends NotificationDeps {
  readonly links: Pick<UnsubscribeLinks, 'find'>;
  /** APP_ORIGIN. */
  readonly origin: string;
}
