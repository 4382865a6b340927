import type { LoginThrottle } from './login-throttle.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { RegisterThrottle } from './register-throttle.ts';
import type { Registration } from './registration.ts';
import type { SessionStore } from './session-store.ts';
import type { UserStore } from './user-store.ts';

/** What registering and logging in work with. */
export interface AccountDeps {
  readonly registration: Registration;
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly passwords: PasswordHasher;
  readonly loginThrottle: LoginThrottle;
  readonly registerThrottle: RegisterThrottle;
  /** A new unique id, 26 characters that sort by time. */
  readonly newUserId: () => string;
  /** 256 random bits, base64url. */
  readonly newToken: () => string;
  /** 128 random bits, base64url. */
  readonly newSessionId: () => string;
}

/** The form that somebody sent, and from where. */
export interface SignInForm {
  readonly email: string;
  readonly password: string;
  readonly ip: string;
  readonly userAgent: string;
  /** The session cookie that came along, whatever it is worth. */
  readonly presentedToken?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}
