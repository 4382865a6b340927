import type { IncomingMessage } from 'node:http';

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLocalAddress(address: string, port: number): boolean {
  const url = URL.parse(address);
  return url !== null && localNames.has(url.hostname) && Number(url.port || 80) === port;
}

/**
 * Whether a request was meant for this machine by somebody at this machine. A page of another site could otherwise
 * reach the console through a name of its own that it lets point here (DNS rebinding), or post to it.
 */
export function isLocalRequest({ headers, socket }: IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  const { host, origin } = headers;
  if (host === undefined || !isLocalAddress(`http://${host}`, port)) return false;
  return origin === undefined || isLocalAddress(origin, port);
}
