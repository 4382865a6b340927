import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { describeTokenStore } from './token-store-contract.ts';

describeTokenStore('memory', async (connection) => createMemoryTokens(connection));
