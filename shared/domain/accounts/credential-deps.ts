import type { AuditDeps } from '../audit/note-event.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import type { MailPurpose, MailToken } from '../mail/mail-token.ts';
import type { OneTimeStore } from '../one-time-store.ts';
import type { ApiTokenStore } from '../tokens/api-token-store.ts';
import type { AccountDeps } from './account-deps.ts';
import type { CredentialChanges } from './credential-changes.ts';
import type { MailThrottle } from './mail-throttle.ts';

/** What changes of credentials work with. */
export interface CredentialDeps extends AccountDeps, AuditDeps {
  readonly changes: CredentialChanges;
  readonly mails: MailOutbox;
  readonly mailThrottle: MailThrottle;
  readonly tokens: ApiTokenStore;
  /** What the links in mails stand for. */
  readonly links: Readonly<Record<MailPurpose, OneTimeStore<MailToken>>>;
  /** Hears of a mail that could not be ordered after what it tells about had happened. */
  readonly onMailLost: (error: unknown) => void;
}

/** A call of a signed-in browser. */
export interface BrowserCall {
  readonly userId: string;
  readonly sessionToken: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Epoch ms. */
  readonly now: number;
}
