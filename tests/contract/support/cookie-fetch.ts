/** A fetch that keeps one cookie between calls, as a browser does. */
export function createCookieFetch(): typeof fetch {
  let cookie = '';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(input, { ...init, headers });
    const [changed] = response.headers.getSetCookie();
    if (changed) cookie = changed.split(';')[0] ?? '';
    return response;
  };
}
