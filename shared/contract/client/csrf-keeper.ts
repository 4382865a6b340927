/** The CSRF token of the present session, fetched when first needed. */
export interface CsrfKeeper {
  get(): Promise<string>;
  /** Forgets the token, unless another call has already replaced the one that was used. */
  forget(used?: Promise<string>): void;
}

/**
 * Many calls may wait for one fetch; a fetch that failed is not kept.
 * @param known a token that is known already
 */
export function createCsrfKeeper(fetchToken: () => Promise<string>, known: string | undefined): CsrfKeeper {
  let token = known === undefined ? undefined : Promise.resolve(known);
  const forget = (used = token) => {
    if (token === used) token = undefined;
  };
  const start = () => {
    const fetched = fetchToken();
    fetched.catch(() => forget(fetched));
    return fetched;
  };
  return {
    get: () => {
      token ??= start();
      return token;
    },
    forget,
  };
}
