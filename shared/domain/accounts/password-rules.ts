import { HopperError } from '../hopper-error.ts';
import { isCommonPassword } from './common-passwords.ts';

export const minimumCharacters = 8;
/** Below this, `aaaaaaaa` and `12121212` are guessed as fast as a listed password. */
const minimumDistinct = 4;

/**
 * One password, one spelling: keyboards and systems write the same characters in different code points.
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Refuses passwords that would be among the first guesses. No rule about kinds of characters: they make passwords worse.
 *
 * @param password normalized
 * @param email in lower case
 * @param field that the password came in
 * @throws HopperError invalid_input for that field
 */
export function assertAcceptablePassword(password: string, email: string, field = 'password'): void {
  const problem = findProblem(password, email);
  if (problem) throw new HopperError('invalid_input', problem, { details: [{ path: field, message: problem }] });
}

function findProblem(password: string, email: string): string | undefined {
  // Half a surrogate pair becomes the same replacement byte for every half: such passwords would equal each other.
  if (!password.isWellFormed()) return 'The password has characters that do not exist.';
  const characters = [...password];
  if (characters.length < minimumCharacters) return `The password needs at least ${minimumCharacters} characters.`;
  const folded = password.toLowerCase();
  if (folded === email || folded === email.slice(0, email.lastIndexOf('@'))) {
    return 'The password must not be your e-mail address.';
  }
  const isCommon = new Set(characters).size < minimumDistinct || isCommonPassword(folded);
  return isCommon ? 'This password is one of the first that are guessed. Choose another one.' : undefined;
}
