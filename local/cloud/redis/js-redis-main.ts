import net from 'node:net';
import * as z from 'zod';
import { serveOwner } from '../processes/serve-owner.ts';

const Options = z.object({ port: z.int() });

// The package leaves Nagle's algorithm on: without this every pipeline waits 41 ms for an acknowledgement.
const createServer = net.createServer;
const withoutDelay = (first?: unknown, second?: unknown) => {
  const listener = typeof first === 'function' ? first : second;
  const options = typeof first === 'object' ? first : {};
  return Reflect.apply(createServer, net, [{ ...options, noDelay: true }, listener]);
};
Object.assign(net, { createServer: withoutDelay });

await serveOwner(async (options) => {
  // Imported after the change above, which it would not see otherwise.
  const { createRedisServer } = await import('js-redis-server');
  const server = await createRedisServer({ port: Options.parse(options).port });
  return { close: () => server.close() };
});
