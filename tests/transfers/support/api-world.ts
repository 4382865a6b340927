import { createHash } from 'node:crypto';
import type { TransferDeps } from '../../../functions/drive/transfer-deps.ts';
import type { DriveAccount } from '../../../shared/domain/drive/drive-account.ts';
import { type DriveFile, folderType } from '../../../shared/domain/drive/drive-file.ts';
import { driveScopes } from '../../../shared/domain/drive/drive-scopes.ts';
import type { DriveSession, DriveSessionKind } from '../../../shared/domain/drive/drive-session.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import { sealPlainly } from '../../support/build-connection.ts';
import { createMemoryTransfers } from './memory-transfer-store.ts';

export const now = 1_700_000_000_000;

/** The endpoints about transfers over stores in memory, for users `ada` and `ben`. */
export function createApiWorld() {
  const transfers = createMemoryTransfers();
  const sessions = new Map<string, DriveSession>();
  const accounts = new Map<string, DriveAccount>();
  const folders = new Map<string, DriveFile>();
  const hinted: { transferId: string; delaySeconds: number }[] = [];
  let hintsFail = false;
  let ids = 0;

  const deps: TransferDeps = {
    transfers,
    sessions: {
      use: async (hash, userId) => {
        const session = sessions.get(hash);
        return session?.userId === userId ? { state: 'live', session } : { state: 'unknown' };
      },
    },
    accounts: { find: async (ownerId, connectionId) => accounts.get(`${ownerId}/${connectionId}`) },
    drive: () => ({ find: async (id) => folders.get(id) }),
    hints: {
      send: async ({ transferId }, delaySeconds = 0) => {
        if (hintsFail) throw new Error('The queue does not answer.');
        hinted.push({ transferId, delaySeconds });
      },
    },
    clock: { now: () => now },
    newTransferId: () => `01JD${String(++ids).padStart(22, '0')}`,
  };

  return {
    deps,
    transfers,
    hinted,
    folders,
    accounts,
    contextOf: (userId: string) => ({ requestId: 'r', sourceIp: '', userAgent: '', now, caller: { userId } }),
    failHints: () => {
      hintsFail = true;
    },
    /** A Drive session. @returns its token */
    open(kind: DriveSessionKind, scope: keyof typeof driveScopes, userId = 'ada'): string {
      const token = `${userId}-${kind}-${scope}`;
      const tokenHash = createHash('sha256').update(token).digest('base64url');
      const email = `${token}@example.com`;
      const session = { tokenHash, userId, kind, connectionId: token, email, createdAt: now, validUntil: now + 1 };
      sessions.set(tokenHash, session);
      accounts.set(`${userId}/${token}`, buildAccount(userId, token, driveScopes[scope]));
      return token;
    },
    /** Stores a transfer as some worker has left it. */
    async put(transfer: Transfer, items: readonly TransferItem[] = []): Promise<Transfer> {
      await transfers.create({ ...transfer, state: 'active', leaseUntil: 0, notBefore: 0 });
      const claim = await transfers.claim(transfer, { now, leaseMs: 1_000 });
      if (claim.outcome !== 'claimed') throw new Error(claim.reason);
      const { state, leaseUntil, notBefore } = transfer;
      return transfers.save(claim.transfer, { state, leaseUntil, notBefore }, now, items);
    },
  };
}

function buildAccount(ownerId: string, connectionId: string, scope: string): DriveAccount {
  return {
    ownerId,
    connectionId,
    remoteId: connectionId,
    variant: null,
    email: `${connectionId}@example.com`,
    name: connectionId,
    avatarUrl: null,
    state: 'connected',
    tokens: sealPlainly({ accessToken: 'a', refreshToken: 'r' }),
    accessExpiresAt: now,
    renewAt: null,
    scopes: [scope],
    tokenVersion: 1,
    refreshLeaseUntil: 0,
    neededUntil: now,
    connectedAt: now,
  };
}

/** A folder at the destination, or what stands where one was expected. */
export function buildDriveFolder(differences: Partial<DriveFile> = {}): DriveFile {
  const can = { download: false, addChildren: true, listChildren: true, edit: true, trash: true };
  return {
    id: 'folder-1',
    name: 'There',
    mimeType: folderType,
    description: null,
    sizeBytes: null,
    md5: null,
    sha256: null,
    parents: [],
    createdTime: '2026-01-01T00:00:00.000Z',
    modifiedTime: '2026-01-01T00:00:00.000Z',
    version: '1',
    trashed: false,
    shortcut: null,
    driveId: null,
    ownedByMe: true,
    owners: [],
    appProperties: {},
    can,
    webViewLink: null,
    thumbnailLink: null,
    video: null,
    ...differences,
  };
}

/** The input of an endpoint, of which it has only some parts. */
export function inputOf<Parts extends object>(parts: Parts) {
  return { params: undefined, query: undefined, body: undefined, ...parts };
}
