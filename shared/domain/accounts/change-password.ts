import { noteEvent } from '../audit/note-event.ts';
import { HopperError } from '../hopper-error.ts';
import type { BrowserCall, CredentialDeps } from './credential-deps.ts';
import { endAllTokens } from './end-all-tokens.ts';
import { assertAcceptablePassword, normalizePassword } from './password-rules.ts';
import { acceptProof, provePassword } from './prove-password.ts';
import { endSessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  /** Whether API tokens end, too. */
  readonly endsTokens: boolean;
}

/**
 * Changes the password of a signed-in user, ends all sessions and begins a new one in this browser.
 * @returns the token of the new session, how many others and how many API tokens were ended
 * @throws HopperError invalid_input, wrong_credentials, too_many_requests, conflict
 */
export async function changePassword(
  deps: CredentialDeps,
  call: BrowserCall,
  change: PasswordChange,
): Promise<{ token: string; ended: number; endedTokens: number }> {
  const proved = await provePassword(deps, call, change.current);
  const { credentials, ticket } = proved;
  const { userId, email } = credentials;
  const next = normalizePassword(change.next);
  try {
    assertAcceptablePassword(next, email, 'new_password');
  } catch (error) {
    // The present one was right: whoever looks for a new one that is good enough has not guessed at anything.
    await acceptProof(deps, proved, call);
    throw error;
  }
  const endTokens = async () => (change.endsTokens ? endAllTokens(deps, userId, call) : 0);
  // Before the password is another one, so that nothing changes where they cannot end; and after it, for those made meanwhile.
  const endedBefore = await endTokens();
  const isChanged = await deps.changes.changePassword(credentials, await deps.passwords.hash(next), call.now);
  if (!isChanged) throw new HopperError('conflict');
  // Only now: a session that begins with the old password before it is gone would stay otherwise.
  const ended = await endSessions(deps.sessions, userId);
  const endedTokens = endedBefore + (await endTokens());
  const token = deps.newToken();
  await deps.loginThrottle.accept(ticket, token);
  const { sourceIp: ip, userAgent, now } = call;
  await signIn(deps, { email, password: next, ip, userAgent, now }, { ...credentials, passwordChangedAt: now }, token);
  await deps.mails.add({ kind: 'password_changed', userId }).catch(deps.onMailLost);
  await noteEvent(deps, userId, 'password_changed', call);
  return { token, ended: Math.max(0, ended - 1), endedTokens };
}
