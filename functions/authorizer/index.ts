import { openRedis } from '../../shared/adapters/redis/open-redis.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { readRedisEnv } from '../../shared/config/redis-env.ts';
import type { TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';
import { createAuthorizer } from './authorizer.ts';

let tokens: Promise<TokenFinder> | undefined;

/** Says who calls. */
export const handler = createAuthorizer({
  sessions: createRedisSessionStore(openRedis(readRedisEnv())),
  tokens: () => {
    tokens ??= import('./open-tokens.ts').then(({ openTokens }) => openTokens());
    return tokens;
  },
  clock: Date.now,
  logError: (fields) => console.error(JSON.stringify({ level: 'ERROR', service: 'hopper-authorizer', ...fields })),
});
