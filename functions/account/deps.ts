import type { ExportSource } from '../../shared/domain/accounts/exported-row.ts';
import type { MailThrottle } from '../../shared/domain/accounts/mail-throttle.ts';
import type { UserStore } from '../../shared/domain/accounts/user-store.ts';
import type { AuditLog } from '../../shared/domain/audit/audit-log.ts';
import type { AuditDeps } from '../../shared/domain/audit/note-event.ts';
import type { MailOutbox } from '../../shared/domain/mail/mail-outbox.ts';
import type { NotificationStore, UnsubscribeLinks } from '../../shared/domain/mail/notice.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';

export interface NotificationDeps {
  readonly users: Pick<UserStore, 'find'>;
  readonly notifications: Pick<NotificationStore, 'get' | 'mute'>;
}

/** What the endpoints of this area work with. */
export interface Deps extends NotificationDeps, AuditDeps {
  readonly audit: AuditLog;
  readonly mails: MailOutbox;
  readonly mailThrottle: MailThrottle;
  readonly exports: ExportSource;
  readonly media: Pick<MediaStore, 'share'>;
  readonly links: Pick<UnsubscribeLinks, 'find'>;
  /** APP_ORIGIN. */
  readonly origin: string;
}
