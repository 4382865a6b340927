import { describe } from '@jest/globals';
import { describeSessionStore } from '../../adapters/session-store-suite.ts';
import { describeThrottleStore } from '../../adapters/throttle-store-suite.ts';
import { describeUserStore } from '../../adapters/user-store-suite.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { createMemoryThrottleStore } from './memory-throttle-store.ts';
import { createMemoryUserStore } from './memory-user-store.ts';

describe('sessions in memory', () => {
  const store = createMemorySessionStore();
  describeSessionStore(() => store);
});

describe('throttle records in memory', () => {
  const store = createMemoryThrottleStore();
  describeThrottleStore(() => store);
});

describe('users in memory', () => {
  const store = createMemoryUserStore();
  describeUserStore(() => store);
});
