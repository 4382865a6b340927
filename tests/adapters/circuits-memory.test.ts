import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { describeCircuits } from './circuits-contract.ts';

describeCircuits('memory', async (connection) => {
  const store = createMemoryTokens(connection);
  return { circuits: store, tokens: store };
});
