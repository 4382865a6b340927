import { hashOfSecret } from '../hash-of-secret.ts';
import { type Charge, chargeAccount, rememberPlaces } from './login-account.ts';
import { chargeSource, refundSource } from './login-source.ts';
import { shortHash, sourceKeyOf } from './source-address.ts';
import type { ThrottleStore } from './throttle-store.ts';
import { tooManyTries } from './too-many-tries.ts';

/** A try to log in, before the password is looked at. */
export interface LoginAttempt {
  readonly email: string;
  readonly ip: string;
  /** The session cookie that came along, ended or not. */
  readonly presentedToken?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Leave to compute one hash. */
export interface LoginTicket {
  readonly attempt: LoginAttempt;
  readonly charge: Charge;
}

/**
 * Limits guessing without handing anybody the means to lock a person out.
 *
 * A plain counter per account is a weapon: whoever knows an e-mail address keeps its owner out. A plain counter per
 * address is none: an attacker has a thousand of them. So a try is charged, before any hash is computed and whether or
 * not the account exists, by how well the account knows where it comes from:
 *
 * - **Known place**: the browser still presents a session cookie of the account, or a login from this address (IPv6: /56)
 *   succeeded in the last 90 days. It has its own count: 5 wrong passwords are free, then it waits 30 seconds, twice as
 *   long each time, 15 minutes at most. What strangers do makes no difference to it.
 * - **Stranger with a clean record** (at most one earlier try today, to whatever account): all of them together have
 *   5 tries at the account at once and then one every 3 minutes, each ten of them doubling that up to 30 minutes.
 * - **Stranger with a burnt record**: the same again, from a bucket of their own. So few attackers cannot use up what is
 *   meant for the owner on holiday, and many burn their addresses in two tries each, refused ones counted.
 * - Besides, a stranger's address has 30 failed tries at once and then two a minute for all accounts together.
 *
 * 10,000 tries from 1,000 addresses so reach the hash at most 20 times in any quarter of an hour and about 150 times a
 * day. Two still pay: an owner with a new browser at a new address while thousands of addresses attack competes with those
 * that are still clean, for minutes; an owner who has logged out waits up to 15 minutes when the attacker sits behind the
 * same address. Refusals never extend a wait.
 *
 * A right password gets back what its try was charged, and nothing else: an attacker cannot clear a count by logging in
 * to an account of his own.
 */
export interface LoginThrottle {
  /**
   * Charges a try. Tries at the same time are charged one after the other.
   * @throws HopperError too_many_requests, with the time to wait in its message
   */
  admit(attempt: LoginAttempt): Promise<LoginTicket>;
  /** The password was right: gives back the charge and knows the place under the new session's token. */
  accept(ticket: LoginTicket, newToken: string): Promise<void>;
  /** The password was right, but nobody is signed in: gives back the charge and knows nothing of the place. */
  giveBack(ticket: LoginTicket): Promise<void>;
  /** Knows the place of a new account. */
  welcome(attempt: LoginAttempt, newToken: string): Promise<void>;
}

export function createLoginThrottle(store: ThrottleStore): LoginThrottle {
  const remember = (attempt: LoginAttempt, newToken: string, charge?: Charge) => {
    const places = [browserPlace(newToken), sourcePlace(attempt.ip)];
    const { now, presentedToken } = attempt;
    const replaced = presentedToken === undefined ? {} : { replaced: browserPlace(presentedToken) };
    const success = { places, now, ...replaced, ...(charge ? { charge } : {}) };
    return store.update(accountKey(attempt), (record) => rememberPlaces(record, success));
  };
  return {
    async admit(attempt) {
      const { now } = attempt;
      const source = await store.update(sourceKey(attempt), (record) => chargeSource(record, now));
      const tried = { places: placesOf(attempt), source, now };
      const verdict = await store.update(accountKey(attempt), (record) => chargeAccount(record, tried));
      if (!verdict.admitted) throw tooManyTries(verdict.waitMilliseconds);
      return { attempt, charge: verdict.charge };
    },
    async accept({ attempt, charge }, newToken) {
      await store.update(sourceKey(attempt), (record) => refundSource(record, attempt.now));
      await remember(attempt, newToken, charge);
    },
    async giveBack({ attempt, charge }) {
      const { now } = attempt;
      await store.update(sourceKey(attempt), (record) => refundSource(record, now));
      await store.update(accountKey(attempt), (record) => rememberPlaces(record, { places: [], charge, now }));
    },
    welcome: (attempt, newToken) => remember(attempt, newToken),
  };
}

function accountKey({ email }: LoginAttempt): string {
  return `login-account:${shortHash(email)}`;
}

function sourceKey({ ip }: LoginAttempt): string {
  return `login-source:${sourceKeyOf(ip)}`;
}

function placesOf({ ip, presentedToken }: LoginAttempt): string[] {
  const source = sourcePlace(ip);
  return presentedToken === undefined ? [source] : [browserPlace(presentedToken), source];
}

function browserPlace(token: string): string {
  return `browser:${hashOfSecret(token)}`;
}

function sourcePlace(ip: string): string {
  return `source:${sourceKeyOf(ip)}`;
}
