import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { BrowseDeps, BrowseEndpoint } from '../../../functions/drive/browse-deps.ts';
import { getDriveAccount } from '../../../functions/drive/get-drive-account.ts';
import { getFolderPath } from '../../../functions/drive/get-folder-path.ts';
import { listFiles } from '../../../functions/drive/list-files.ts';
import { listFilesAdvanced } from '../../../functions/drive/list-files-advanced.ts';
import { listFolderContents } from '../../../functions/drive/list-folder-contents.ts';
import { listFolderContentsRecursive } from '../../../functions/drive/list-folder-contents-recursive.ts';
import { listFolders } from '../../../functions/drive/list-folders.ts';
import { listSharedDrives } from '../../../functions/drive/list-shared-drives.ts';
import type { PlatformsOptionsInput } from '../../../local/platforms/platforms-options.ts';
import type { RouteOutput } from '../../../shared/contract/route.ts';
import { driveFileRoutes } from '../../../shared/contract/routes/drive-files.ts';
import type { DriveAccount } from '../../../shared/domain/drive/drive-account.ts';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { driveScopes } from '../../../shared/domain/drive/drive-scopes.ts';
import type { DriveSession, DriveSessionKind } from '../../../shared/domain/drive/drive-session.ts';
import { startClientWorld } from '../../platforms/drive/drive-client-world.ts';

type Routes = typeof driveFileRoutes;
/** What an endpoint answers. */
export type Answer<Id extends keyof Routes> = RouteOutput<Routes[Id]>;
const endpoints: { [Id in keyof Routes]: BrowseEndpoint<Id> } = {
  listFiles,
  listFilesAdvanced,
  listFolders,
  listFolderContents,
  listFolderContentsRecursive,
  getFolderPath,
  listSharedDrives,
  getDriveAccount,
};
const now = Date.parse('2026-11-01T12:00:00.000Z');

/**
 * The browsing endpoints over simulated Drive; sessions and accounts stand in memory. Every answer is held against the
 * contract.
 */
export async function startBrowseWorld(options: Partial<PlatformsOptionsInput> = {}) {
  const world = await startClientWorld(options);
  const sessions = new Map<string, DriveSession>();
  const accounts = new Map<string, DriveAccount>();
  const drives = new Map<string, DriveApi>();
  const time = { now };
  const deps: BrowseDeps = {
    sessions: {
      use: async (tokenHash, userId) => {
        const session = sessions.get(tokenHash);
        return session?.userId === userId ? { state: 'live', session } : { state: 'unknown' };
      },
    },
    accounts: { find: async (_ownerId, connectionId) => accounts.get(connectionId) },
    drive: ({ connectionId }) => {
      const drive = drives.get(connectionId);
      if (!drive) throw new Error('No such Drive.');
      return drive;
    },
    clock: { now: () => time.now },
  };

  /** A session of `user`. @returns its token */
  const open = async (account: string, kind: DriveSessionKind = 'general'): Promise<string> => {
    const scope = kind === 'source' ? 'readonly' : 'full';
    const { api } = await world.driveOf(account, [scope === 'full' ? 'drive' : 'drive.readonly']);
    const token = `token-${account}-${kind}`;
    const email = `${account}@example.com`;
    const tokenHash = createHash('sha256').update(token).digest('base64url');
    const validUntil = now + 3_600_000;
    sessions.set(tokenHash, {
      tokenHash,
      userId: 'user',
      kind,
      connectionId: token,
      email,
      createdAt: now,
      validUntil,
    });
    accounts.set(token, buildAccount(token, email, driveScopes[scope]));
    drives.set(token, api);
    return token;
  };

  /** Asks an endpoint as the HTTP layer does. */
  const ask = async <Id extends keyof Routes>(id: Id, query: object, user = 'user') => {
    const route: Routes[keyof Routes] = driveFileRoutes[id];
    const context = { requestId: 'r', sourceIp: '127.0.0.1', userAgent: '', now, caller: { userId: user } };
    const endpoint = endpoints[id] as (input: object, context: object, deps: BrowseDeps) => Promise<unknown>;
    const output = await endpoint({ query: route.query.parse(query) }, context, deps);
    return z.strictObject(route.output.shape).parse(output) as unknown as Answer<Id>;
  };
  return { ...world, open, ask, time, deps, accounts };
}
export type BrowseWorld = Awaited<ReturnType<typeof startBrowseWorld>>;

function buildAccount(connectionId: string, email: string, scope: string): DriveAccount {
  return {
    ownerId: 'user',
    connectionId,
    remoteId: email,
    variant: null,
    email,
    name: email,
    avatarUrl: null,
    state: 'connected',
    tokens: { wrappedKey: '', iv: '', ciphertext: '', tag: '' },
    accessExpiresAt: 0,
    renewAt: null,
    scopes: [scope],
    tokenVersion: 1,
    refreshLeaseUntil: 0,
    neededUntil: 0,
    connectedAt: now,
  };
}
