import { once } from 'node:events';
import { createServer, connect as openSocket, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** How many connections were made so far. */
  connections(): number;
  /** Cuts all connections; new ones are taken. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Stands between a client and a server, so that connections can be counted and cut.
 * @param target port of the server; none: whatever comes is swallowed and never answered
 */
export async function startTcpProxy(target?: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer({ noDelay: true }, (client) => {
    count += 1;
    open.add(client);
    client.on('error', () => client.destroy()).on('close', () => open.delete(client));
    if (target === undefined) {
      client.resume();
      return;
    }
    const upstream = openSocket({ port: target, host: '127.0.0.1', noDelay: true });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no TCP port was given');
  const cut = async () => {
    const closed = [...open].map((socket) => once(socket, 'close'));
    for (const socket of open) socket.destroy();
    await Promise.all(closed);
  };
  return {
    port: address.port,
    connections: () => count,
    cut,
    async close() {
      server.close();
      await cut();
    },
  };
}
