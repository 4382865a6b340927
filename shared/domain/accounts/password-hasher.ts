/** Turns passwords into what may be stored. Passwords come normalized, see `normalizePassword`. */
export interface PasswordHasher {
  /** @returns a PHC string: algorithm, parameters, salt and hash */
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the stored hash. Takes exactly one computation, for a missing hash too, so that
   * nobody learns from the time of an answer whether an account exists.
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** Whether the hash was made with other parameters than those of today. */
  isOutdated(stored: string): boolean;
}
