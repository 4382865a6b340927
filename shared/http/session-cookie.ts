/** With the `__Host-` prefix browsers refuse a cookie that another subdomain or plain HTTP tries to plant. */
const secureName = '__Host-hopper_session';
const plainName = 'hopper_session';

/**
 * Name of the session cookie. Plain HTTP is for localhost only, where browsers refuse the prefix.
 * @param origin APP_ORIGIN
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? secureName : plainName;
}

/**
 * The raw session token among the cookies of a request.
 * @param cookies as in payload 2.0: `name=value`, one or several per string
 * @param names in order of trust; without an origin to ask, the prefixed name goes first
 */
export function readSessionToken(
  cookies: readonly string[] | undefined,
  names: readonly string[] = [secureName, plainName],
): string | undefined {
  const pairs = (cookies ?? []).flatMap((line) => line.split(';')).map((pair) => pair.trim());
  for (const name of names) {
    const pair = pairs.find((candidate) => candidate.startsWith(`${name}=`));
    if (pair && pair.length > name.length + 1) return pair.slice(name.length + 1);
  }
  return undefined;
}

/**
 * A Set-Cookie line. SameSite=Lax, not Strict, because the platforms send the browser back to the OAuth callback.
 * @param maxAgeSeconds 0 removes the cookie
 */
export function writeSessionCookie(origin: string, token: string, maxAgeSeconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${sessionCookieName(origin)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
