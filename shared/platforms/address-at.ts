/**
 * An address that a platform has named, if it is at the platform's own origin: tokens and bytes go nowhere else, whatever
 * an answer says. One with a name and password in it is not the platform's either.
 * @param origin scheme, host and port
 */
export function addressAt(origin: string, address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.origin === origin && url.username + url.password === '' ? url : undefined;
}
