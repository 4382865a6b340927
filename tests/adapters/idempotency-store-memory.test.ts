import { createMemoryIdempotencyStore } from '../support/memory-idempotency-store.ts';
import { describeIdempotencyStore } from './idempotency-store-contract.ts';

describeIdempotencyStore('memory', async () => createMemoryIdempotencyStore());
