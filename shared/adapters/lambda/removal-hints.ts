import type { RemovalHints } from '../../domain/removal/removal-store.ts';
import { createInvokeLater } from './invoke-later.ts';

/** Hints at removals of accounts as events for their worker. Nothing in them says whose account it is. */
export function createRemovalHints(accountWorker: string): RemovalHints {
  const invokeLater = createInvokeLater(accountWorker);
  return { send: (receiptId) => invokeLater({ receiptId }) };
}
