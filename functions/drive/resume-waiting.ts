import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import { mayChangeFiles } from '../../shared/domain/drive/drive-scopes.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { ConsentDeps } from './consent-deps.ts';
import { sendHint } from './send-hint.ts';

const pageItems = 100;

/** Transfers that waited for this account to be connected again go on, as far as the new grant is enough for them. */
export async function resumeWaiting(deps: ConsentDeps, account: DriveAccount, now: number): Promise<void> {
  const accounts = await deps.accounts.list(account.ownerId);
  const connected = new Map(
    accounts.filter(({ state }) => state === 'connected').map((one) => [one.connectionId, one]),
  );
  let cursor: string | undefined;
  do {
    const page = await deps.transfers.list(account.ownerId, pageItems, cursor);
    const waiting = page.transfers.filter(
      (transfer) => transfer.state === 'reconnect' && isEnough(transfer, account.connectionId, connected),
    );
    for (const transfer of waiting) {
      const change = { state: 'active', error: null, failures: 0, uploadRefusals: 0, notBefore: now } as const;
      const resumed = await deps.transfers.transition(transfer, ['reconnect'], change, now);
      if (resumed) await sendHint(deps, resumed);
    }
    cursor = page.nextCursor;
  } while (cursor);
}

function isEnough(
  { source, destination, options }: Transfer,
  connectionId: string,
  connected: ReadonlyMap<string, DriveAccount>,
): boolean {
  if (source.connectionId !== connectionId && destination?.connectionId !== connectionId) return false;
  const allows = (id: string, toChange: boolean) => {
    const account = connected.get(id);
    return account !== undefined && (!toChange || mayChangeFiles(account.scopes));
  };
  return allows(source.connectionId, options.deleteSource) && (!destination || allows(destination.connectionId, true));
}
