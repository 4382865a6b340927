import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port of the loopback that nothing listens on right now; a server that needs one may still lose the race. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}
