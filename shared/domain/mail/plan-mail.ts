import { createHash } from 'node:crypto';
import type { MailKey } from './mail-outbox.ts';
import type { NewMail } from './new-mail.ts';

/** How long notices gather before one mail tells of all of them. */
export const digestDelayMs = 5 * 60_000;

export interface PlannedMail {
  readonly key: MailKey;
  /** Not before this time, epoch ms. */
  readonly dueAt: number;
}

/**
 * Where a new mail is kept and when it is due.
 * @param newId a unique id that sorts by time
 */
export function planMail(mail: NewMail, now: number, newId: () => string): PlannedMail {
  if (mail.kind === 'digest') return { key: digestKey(mail.userId), dueAt: now + digestDelayMs };
  return { key: { ownerId: ownerOf(mail), mailId: newId() }, dueAt: now };
}

/** A user's one digest. */
export function digestKey(userId: string): MailKey {
  return { ownerId: userId, mailId: 'DIGEST' };
}

/**
 * Nobody may be behind an address, or nobody any more: such mails stand under the address itself. So does the one to an address
 * that an account has left: whoever took the account away and closes it at once does not take that mail with it.
 */
function ownerOf(mail: Exclude<NewMail, { kind: 'digest' }>): string {
  if (mail.kind === 'reset_password') return toAddressOwner(mail.email);
  return 'to' in mail ? toAddressOwner(mail.to) : mail.userId;
}

export function toAddressOwner(email: string): string {
  return `mail-${createHash('sha256').update(email).digest('base64url')}`;
}
