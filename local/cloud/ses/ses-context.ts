import type { DatabaseSync } from 'node:sqlite';
import type { Identities } from './identities.ts';
import type { MailBox } from './mail-box.ts';
import type { Suppressions } from './suppressions.ts';

/** What the operations of the mail server work on. */
export interface SesContext {
  readonly database: DatabaseSync;
  readonly identities: Identities;
  readonly suppressions: Suppressions;
  readonly mails: MailBox;
  readonly now: () => number;
}
