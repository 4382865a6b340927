/** A fetch that keeps cookies and follows no redirect, as far as a browser with one session would. */
export function createCookieFetch(): typeof fetch {
  const jar = new Map<string, string>();
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const send = () => fetch(input, { ...init, headers, redirect: 'manual' });
    // A browser reads again when a connection that it kept open turns out to be dead.
    const isRead = (init?.method ?? 'GET') === 'GET';
    const answer = await (isRead ? send().catch(send) : send());
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line) || value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
}
