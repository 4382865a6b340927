import { type AuditPlace, noteEvent } from '../audit/note-event.ts';
import { HopperError } from '../hopper-error.ts';
import { type MailToken, mailTokenLifeMs } from '../mail/mail-token.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { endAllTokens } from './end-all-tokens.ts';
import { assertAcceptablePassword, normalizePassword } from './password-rules.ts';
import { endSessions } from './sessions.ts';
import type { Credentials } from './user.ts';

export interface PasswordReset {
  /** From the link. */
  readonly secret: string;
  readonly password: string;
  /** Whether API tokens end, too. They do in any case where the address was never proved. */
  readonly endsTokens: boolean;
}

/**
 * Sets the password of whoever reads the mails to an address, which proves the address too, and ends all sessions: before it
 * is set, so that without the session cache nothing changes, and once more after it, for those that began meanwhile. API
 * tokens end with them unless they are to stay; where the address was never proved they end in any case: whoever has made
 * the account and them may have typed in somebody else's.
 * @throws HopperError invalid_link; invalid_input for a bad password and unavailable, after which the link still works
 */
export async function resetPassword(deps: CredentialDeps, reset: PasswordReset, place: AuditPlace): Promise<void> {
  const { now } = place;
  const links = deps.links.reset_password;
  const password = normalizePassword(reset.password);
  // Before the link is used up; whether it is the address can only be seen after it.
  assertAcceptablePassword(password, '');
  const link = await links.take(reset.secret);
  const credentials = link && (await findCredentials(deps, link, now));
  if (!link || !credentials) throw new HopperError('invalid_link');
  const { userId, email } = credentials;
  const endsTokens = reset.endsTokens || credentials.emailVerifiedAt === null;
  try {
    assertAcceptablePassword(password, email);
    await endSessions(deps.sessions, userId);
    if (endsTokens) await endAllTokens(deps, userId, place);
  } catch (error) {
    await links.put(reset.secret, link);
    throw error;
  }
  const isChanged = await deps.changes.changePassword(credentials, await deps.passwords.hash(password), now);
  if (!isChanged) throw new HopperError('invalid_link');
  await deps.mails.add({ kind: 'password_changed', userId }).catch(deps.onMailLost);
  await endSessions(deps.sessions, userId);
  if (endsTokens) await endAllTokens(deps, userId, place);
  if (credentials.emailVerifiedAt === null) await deps.changes.verifyEmail({ userId, email }, now);
  await noteEvent(deps, userId, 'password_reset', place);
}

/** Of the user whom the link was sent to, if the address is still theirs and the password that it is about still the same. */
async function findCredentials(deps: CredentialDeps, link: MailToken, now: number): Promise<Credentials | undefined> {
  if (link.validUntil <= now) return undefined;
  const credentials = await deps.users.findCredentials(link.email);
  const sentAt = link.validUntil - mailTokenLifeMs.reset_password;
  const isLate = (credentials?.passwordChangedAt ?? 0) > sentAt;
  return credentials?.userId === link.userId && !isLate ? credentials : undefined;
}
