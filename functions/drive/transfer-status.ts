import type * as z from 'zod';
import type { TransferStatus } from '../../shared/contract/routes/transfer-shapes.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';

/** A transfer's state in one word for people. @param now epoch ms */
export function transferStatusOf(
  { state, phase, notBefore }: Pick<Transfer, 'state' | 'phase' | 'notBefore'>,
  now: number,
): z.infer<typeof TransferStatus> {
  if (state !== 'active') return state;
  if (notBefore > now) return 'waiting';
  return phase === 'plan' ? 'planning' : 'running';
}
