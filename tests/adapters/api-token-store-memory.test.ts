import { createMemoryApiTokens } from '../support/memory-api-tokens.ts';
import { describeApiTokenStore } from './api-token-store-contract.ts';

describeApiTokenStore('memory', async () => createMemoryApiTokens());
