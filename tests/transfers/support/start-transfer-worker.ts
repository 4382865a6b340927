import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { SealedTokens } from '../../../shared/domain/connections/sealed-tokens.ts';
import type { TransferKey } from '../../../shared/domain/transfers/transfer-store.ts';
import { createGoogleOAuth } from '../../../shared/platforms/google/google-oauth.ts';
import { createCopyRunners } from '../../../shared/transfer/copy/copy-runners.ts';
import { createTransferWorker } from '../../../shared/transfer/transfer-worker.ts';
import type { Activity } from '../../crash/support/activity.ts';
import type { HiddenQueue } from '../../crash/support/hidden-queue.ts';
import type { StruckProcess } from '../../crash/support/struck-process.ts';
import { createMemoryTokens } from '../../simulation/support/memory-token-store.ts';
import { buildConnection, plainVault } from '../../support/build-connection.ts';
import { driveOver } from './drive-over.ts';
import type { TransferWorld } from './transfer-world.ts';

const leaseMs = 30_000;
const secrets = {
  load: async () => ({ google: { clientId: 'hopper-local', clientSecret: 'hopper-local-secret' } }),
};

/** The rows with the tokens of both accounts. */
export type StoredGrants = ReadonlyMap<string, ReturnType<typeof createMemoryTokens>>;

/** @param accounts sealed tokens by the id of the account; their access tokens have ended, so that they have to be renewed */
export function storeGrants(accounts: Readonly<Record<string, SealedTokens>>, now: number): StoredGrants {
  return new Map(
    Object.entries(accounts).map(([connectionId, tokens]) => [
      connectionId,
      createMemoryTokens(buildConnection({ connectionId, tokens, accessExpiresAt: now })),
    ]),
  );
}

interface WorkerParts {
  readonly process: StruckProcess;
  readonly activity: Activity;
  readonly hints: HiddenQueue<TransferKey>;
  readonly grants: StoredGrants;
  /** Told of what the worker takes for an error of its own. */
  readonly onError: (message: string) => void;
}

/** The worker as it is deployed, in a process that the strike may hit. */
export function startTransferWorker({ stores, drive: simulator }: TransferWorld, parts: WorkerParts) {
  const { process, activity, hints, grants, onError } = parts;
  const error = (_message: string, facts?: object) => onError(JSON.stringify(facts, showErrors));
  const provider = () => ({
    requiredScopes: [],
    ...createGoogleOAuth(secrets, { title: 'Google Drive', wantedScopes: [] }, process.send('sign-in')),
  });
  const vault = process.through('vault', plainVault);
  return createTransferWorker({
    transfers: process.through('transfers', stores.transfers),
    records: process.through('records', stores.records),
    videos: process.through('videos', stores.videos),
    hints: process.through('hints', { send: hints.send }),
    visibility: process.through('visibility', { hide: hints.hide }),
    drive: ({ ownerId, connectionId }) => {
      const stored = grants.get(connectionId);
      if (!stored) throw new Error(`No account ${connectionId}.`);
      const tokens = process.through('tokens', stored);
      const access = createAccessTokens({ tokens, vault, provider, clock: process.clock }, ownerId, connectionId);
      return { api: driveOver(process, access, { url: simulator.url, activity }), giveUp: () => access.giveUp() };
    },
    runners: { ...createCopyRunners(), import: () => Promise.reject(new Error('Nothing is imported here.')) },
    clock: process.clock,
    random: () => 0.5,
    leaseMs,
    tell: () => undefined,
    log: { info: () => {}, warn: () => {}, error },
  });
}

function showErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? String(value.cause ?? value) : value;
}
