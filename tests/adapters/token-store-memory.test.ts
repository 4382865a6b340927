import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { buildConnection } from '../support/build-connection.ts';
import { describeTokenStore } from './token-store-contract.ts';

describeTokenStore('memory', buildConnection(), async (connection) => createMemoryTokens(connection));
