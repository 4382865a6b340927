import type { SignInForm } from '../../shared/domain/accounts/account-deps.ts';
import { absoluteMilliseconds } from '../../shared/domain/accounts/session.ts';
import type { SignedIn } from '../../shared/domain/accounts/sign-in.ts';
import type { User } from '../../shared/domain/accounts/user.ts';
import type { CallContext } from '../../shared/http/endpoint.ts';

/** The body and where it came from. */
export function toSignInForm(body: { email: string; password: string }, context: CallContext): SignInForm {
  const { sourceIp: ip, userAgent, sessionToken: presentedToken, now } = context;
  return { ...body, ip, userAgent, presentedToken, now };
}

/** The user, and the cookie for as long as a session can last. */
export function toSignedInAnswer({ user, token }: SignedIn) {
  return { body: { user: toUserBody(user) }, session: toSessionOf(token) };
}

export function toSessionOf(token: string) {
  return { token, maxAgeSeconds: absoluteMilliseconds / 1000 };
}

export function toUserBody({ userId, email, emailVerifiedAt, createdAt }: User) {
  return {
    id: userId,
    email,
    email_verified: emailVerifiedAt !== null,
    created_at: new Date(createdAt).toISOString(),
  };
}
