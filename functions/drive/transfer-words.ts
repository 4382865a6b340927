import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Transfer, TransferState } from '../../shared/domain/transfers/transfer.ts';
import type { TransferChange } from '../../shared/domain/transfers/transfer-store.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import { getOwnTransfer } from './get-own-transfer.ts';
import { sendHint } from './send-hint.ts';
import type { TransferDeps, TransferEndpoint } from './transfer-deps.ts';
import { toTransferView } from './transfer-view.ts';

/** Endpoint of all words alike. */
type WordEndpoint = (
  input: { readonly params: { readonly transferId: string } },
  context: SignedInContext,
  deps: TransferDeps,
) => Promise<ReturnType<typeof toTransferView>>;

/** A user's word: in which states it makes sense, and what it changes. */
interface Word {
  readonly from: readonly TransferState[];
  /** Undefined = not now. */
  readonly change: (transfer: Transfer, now: number) => TransferChange | undefined;
  /** Needs accounts that are connected. */
  readonly worksOn: boolean;
}

const fresh = { state: 'active', error: null, failures: 0, uploadRefusals: 0 } as const;

/** Carries out a plan. */
export const runTransfer: WordEndpoint = say({
  from: ['planned'],
  change: (_transfer, now) => ({ ...fresh, phase: 'copy', runsAtOnce: true, notBefore: now }),
  worksOn: true,
});

/** Stops what is under way; what has arrived counts. */
export const pauseTransfer: WordEndpoint = say({
  from: ['active'],
  change: () => ({ state: 'paused', error: null, speed: 0 }),
  worksOn: false,
});

/** Goes on, or goes on at once. */
export const resumeTransfer: WordEndpoint = say({
  from: ['paused', 'reconnect', 'active'],
  change: ({ state, notBefore }, now) =>
    state === 'active' && notBefore <= now ? undefined : { ...fresh, notBefore: now, hurries: true },
  worksOn: true,
});

/** Ends it where it is. */
export const cancelTransfer: WordEndpoint = say({
  from: ['active', 'planned', 'paused', 'reconnect'],
  change: (_transfer, now) => ({ state: 'cancelled', endedAt: now, error: null, speed: 0 }),
  worksOn: false,
});

/** Tries again what has failed, or the plan when that was what failed. */
export const retryTransfer: WordEndpoint = say({
  from: ['partial', 'failed'],
  change: (_transfer, now) => ({ ...fresh, phase: 'retry', endedAt: null, notBefore: now }),
  worksOn: true,
});

/** Takes it off the list; a worker removes its rows. */
export const removeTransfer: TransferEndpoint<'removeTransfer'> = async ({ params }, context, deps) => {
  const removal: Word = {
    from: ['done', 'partial', 'failed', 'cancelled'],
    change: (_transfer, now) => ({ ...fresh, phase: 'remove', notBefore: now }),
    worksOn: false,
  };
  await carryOut(deps, context, params.transferId, removal);
  return { ok: true };
};

function say(word: Word): WordEndpoint {
  return async ({ params }, context, deps) =>
    toTransferView(await carryOut(deps, context, params.transferId, word), context.now);
}

/** @throws HopperError not_found; conflict when the word makes no sense (any more); reconnect_needed */
async function carryOut(
  deps: TransferDeps,
  { caller, now }: SignedInContext,
  transferId: string,
  { from, change, worksOn }: Word,
): Promise<Transfer> {
  const transfer = await getOwnTransfer(deps, caller.userId, transferId);
  if (!from.includes(transfer.state)) throw new HopperError('conflict', `This transfer is ${transfer.state}.`);
  if (worksOn) await assertConnected(deps, transfer);
  const changed = await deps.transfers.transition(
    transfer,
    from,
    (stored) => (stored.phase === 'remove' ? undefined : change(stored, now)),
    now,
  );
  if (!changed) throw new HopperError('conflict');
  await sendHint(deps, changed);
  return changed;
}

async function assertConnected({ accounts }: TransferDeps, { ownerId, source, destination }: Transfer): Promise<void> {
  const ids = [source.connectionId, ...(destination ? [destination.connectionId] : [])];
  const found = await Promise.all(ids.map((connectionId) => accounts.find(ownerId, connectionId)));
  if (found.some((account) => account?.state !== 'connected')) throw new HopperError('reconnect_needed');
}
