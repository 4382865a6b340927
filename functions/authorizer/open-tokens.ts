import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTokenFinder } from '../../shared/adapters/dynamo/token-finder.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';

/** In a file of its own, which is loaded when the first program calls: browsers do not wait for DynamoDB's client. */
export function openTokens(): TokenFinder {
  return createTokenFinder(openTable(readEnv('TABLE_NAME').TABLE_NAME));
}
