import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import { sendNextTransferHint } from '../../shared/transfer/send-next-transfer-hint.ts';
import type { TransferDeps } from './transfer-deps.ts';

/** What was stored holds, whatever becomes of the hint: without one the sweeper sends another within two minutes. */
export async function sendHint(deps: Pick<TransferDeps, 'hints' | 'clock'>, transfer: Transfer): Promise<void> {
  await sendNextTransferHint(deps, transfer).catch(() => undefined);
}
