import type { Server } from 'node:http';

/** An HTTP server of the loopback that runs. */
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Has a server listen on 127.0.0.1. Rejects with the listen error when the port cannot be had. */
export async function listenLocally(server: Server, port: number): Promise<RunningServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no TCP address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
