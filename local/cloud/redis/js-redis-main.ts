import { createRedisServer } from 'js-redis-server';
import * as z from 'zod';
import { serveOwner } from '../processes/serve-owner.ts';
import { answerAtOnce } from './answer-at-once.ts';

const Options = z.object({ port: z.int() });

answerAtOnce();
await serveOwner(async (options) => {
  const server = await createRedisServer({ port: Options.parse(options).port });
  return { close: () => server.close() };
});
