import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut and mended. */
export interface SwitchableProxy {
  readonly port: number;
  /** `cut`: connections end and new ones are refused at once. `silent`: they are taken and nothing ever comes back. */
  set(state: 'open' | 'cut' | 'silent'): void;
  close(): Promise<void>;
}

/** Starts one in front of a server of this machine. @param targetPort where that listens */
export async function startSwitchableProxy(targetPort: number): Promise<SwitchableProxy> {
  let state: 'open' | 'cut' | 'silent' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Whoever is cut off says so; that is what is wanted here.
    socket.on('error', () => undefined);
  };
  const server = createServer({ noDelay: true }, (near) => {
    keep(near);
    if (state === 'cut') return void near.destroy();
    if (state === 'silent') return;
    const far = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: Number(Object(server.address()).port),
    set(next) {
      state = next;
      endAll();
    },
    async close() {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}
