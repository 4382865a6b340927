import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import type { Key } from '../key-store.ts';
import { assertNotPendingDeletion, assertUsable, getKey, type KmsContext, toSeconds } from '../kms-context.ts';

const dayMs = 86_400_000;
const keyInput = z.object({ KeyId: z.string() });

function toStatus(key: Key) {
  if (key.rotationDays === null) return { KeyId: key.arn, KeyRotationEnabled: false };
  return {
    KeyId: key.arn,
    KeyRotationEnabled: true,
    RotationPeriodInDays: key.rotationDays,
    NextRotationDate: toSeconds(key.rotatedAt + key.rotationDays * dayMs),
  };
}

/** New material for a key, by the calendar or at once; what was encrypted before can still be opened. */
export function rotationOperations(context: KmsContext) {
  const { keys } = context;
  return {
    EnableKeyRotation: operation(
      z.object({ KeyId: z.string(), RotationPeriodInDays: z.int().min(90).max(2_560).default(365) }),
      ({ KeyId, RotationPeriodInDays }) => {
        const key = getKey(context, KeyId);
        assertUsable(key);
        keys.setRotation(key, RotationPeriodInDays);
        return {};
      },
    ),
    DisableKeyRotation: operation(keyInput, ({ KeyId }) => {
      const key = getKey(context, KeyId);
      assertUsable(key);
      keys.setRotation(key, null);
      return {};
    }),
    GetKeyRotationStatus: operation(keyInput, ({ KeyId }) => {
      const key = getKey(context, KeyId);
      assertNotPendingDeletion(key);
      return toStatus(key);
    }),
    RotateKeyOnDemand: operation(keyInput, ({ KeyId }) => {
      const key = getKey(context, KeyId);
      assertUsable(key);
      keys.rotate(key);
      return { KeyId: key.arn };
    }),
  };
}
