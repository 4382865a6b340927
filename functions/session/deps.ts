import type { AuditDeps } from '../../shared/domain/audit/note-event.ts';
import type { DriveAccountStore } from '../../shared/domain/drive/drive-account-store.ts';
import type { HandOver } from '../../shared/domain/drive/drive-consent.ts';
import type { DriveSessionCache, DriveSessionStore } from '../../shared/domain/drive/drive-session-store.ts';
import type { OneTimeStore } from '../../shared/domain/one-time-store.ts';

/** What the endpoints of this area work with. */
export interface Deps extends AuditDeps {
  readonly sessions: Pick<DriveSessionStore, 'add' | 'remove'>;
  readonly cache: DriveSessionCache;
  readonly accounts: Pick<DriveAccountStore, 'find' | 'need' | 'release'>;
  readonly handOvers: Pick<OneTimeStore<HandOver>, 'take'>;
  /** Tells how many sessions there are. */
  readonly countSessions: (active: number) => void;
  /** 256 random bits, base64url. */
  readonly newToken: () => string;
}
