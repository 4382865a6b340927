import { type AuditPlace, noteEvent } from '../audit/note-event.ts';
import { HopperError } from '../hopper-error.ts';
import { type MailToken, mailTokenLifeMs } from '../mail/mail-token.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { mayTell } from './may-tell.ts';
import { endSessions } from './sessions.ts';
import type { Credentials } from './user.ts';

export interface Confirmation {
  /** From the link. */
  readonly secret: string;
  /** Who is signed in where the link was opened, if anybody. */
  readonly caller?: { readonly userId: string; readonly sessionId?: string | undefined } | undefined;
}

/**
 * Carries out what a link to prove an address is for: the address of an account is noted as proved, or another one takes its
 * place, which ends all sessions but this one: before it does, so that without the session cache nothing changes, and once
 * more after it, for those that began meanwhile.
 * @returns the address that is proved now
 * @throws HopperError invalid_link, email_taken; unavailable, after which the link still works
 */
export async function confirmEmail(deps: CredentialDeps, given: Confirmation, place: AuditPlace): Promise<string> {
  const { verify_email: first, confirm_new_email: other } = deps.links;
  const proved = live(await first.take(given.secret), place.now);
  if (proved) return verify(deps, proved, place);
  const wanted = live(await other.take(given.secret), place.now);
  if (wanted) return move(deps, wanted, given, place);
  throw new HopperError('invalid_link');
}

function live(link: MailToken | undefined, now: number): MailToken | undefined {
  return link && link.validUntil > now ? link : undefined;
}

async function verify(deps: CredentialDeps, { userId, email }: MailToken, place: AuditPlace): Promise<string> {
  if (!(await deps.changes.verifyEmail({ userId, email }, place.now))) throw new HopperError('invalid_link');
  await noteEvent(deps, userId, 'email_verified', place, email);
  return email;
}

async function move(
  deps: CredentialDeps,
  link: MailToken,
  { secret, caller }: Confirmation,
  place: AuditPlace,
): Promise<string> {
  const { userId, email } = link;
  const user = await deps.users.find(userId);
  const credentials = user && (await deps.users.findCredentials(user.email));
  if (credentials?.userId !== userId || isOutdated(link, credentials)) throw new HopperError('invalid_link');
  const endOthers = () => endSessions(deps.sessions, userId, caller?.userId === userId ? caller.sessionId : undefined);
  try {
    await endOthers();
  } catch (error) {
    await deps.links.confirm_new_email.put(secret, link);
    throw error;
  }
  const outcome = await deps.changes.moveEmail(credentials, email, place.now);
  if (outcome === 'taken') throw new HopperError('email_taken');
  if (outcome === 'changed') throw new HopperError('invalid_link');
  await tellOldAddress(deps, credentials, place.now).catch(deps.onMailLost);
  await endOthers();
  await noteEvent(deps, userId, 'email_changed', place, `${credentials.email} → ${email}`);
  return email;
}

async function tellOldAddress(deps: CredentialDeps, old: Credentials, now: number): Promise<void> {
  if (await mayTell(deps, old, now)) await deps.mails.add({ kind: 'email_changed', to: old.email });
}

/**
 * Whoever sets another password wants everybody else out, and so what somebody with the old one has asked for must not
 * happen any more: with the address the account would go.
 */
function isOutdated({ validUntil }: MailToken, { passwordChangedAt }: Credentials): boolean {
  return (passwordChangedAt ?? 0) > validUntil - mailTokenLifeMs.confirm_new_email;
}
