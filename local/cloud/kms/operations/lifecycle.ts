import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { assertNotPendingDeletion, getKey, type KmsContext, toSeconds } from '../kms-context.ts';
import { invalidState } from '../kms-error.ts';

const dayMs = 86_400_000;
const keyInput = z.object({ KeyId: z.string() });

/** Switching keys off and on, and deleting them after a time of waiting. */
export function lifecycleOperations(context: KmsContext) {
  const { keys, now } = context;
  const switchTo = (state: 'Enabled' | 'Disabled') =>
    operation(keyInput, ({ KeyId }) => {
      const key = getKey(context, KeyId);
      assertNotPendingDeletion(key);
      keys.setState(key, state);
      return {};
    });
  return {
    EnableKey: switchTo('Enabled'),
    DisableKey: switchTo('Disabled'),
    ScheduleKeyDeletion: operation(
      z.object({ KeyId: z.string(), PendingWindowInDays: z.int().min(7).max(30).default(30) }),
      ({ KeyId, PendingWindowInDays }) => {
        const key = getKey(context, KeyId);
        assertNotPendingDeletion(key);
        const deletionAt = now() + PendingWindowInDays * dayMs;
        keys.setState(key, 'PendingDeletion', deletionAt);
        return {
          KeyId: key.arn,
          DeletionDate: toSeconds(deletionAt),
          KeyState: 'PendingDeletion',
          PendingWindowInDays,
        };
      },
    ),
    CancelKeyDeletion: operation(keyInput, ({ KeyId }) => {
      const key = getKey(context, KeyId);
      if (key.state !== 'PendingDeletion') throw invalidState(key.arn, 'not pending deletion');
      keys.setState(key, 'Disabled');
      return { KeyId: key.arn };
    }),
  };
}
