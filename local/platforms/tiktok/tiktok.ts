import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Exchange, PlatformContext } from '../platform.ts';
import { createDocumentTable } from '../storage/document-table.ts';
import { inTransaction } from '../storage/open-database.ts';
import { grantId, openTiktokOauthStore, type TiktokOauthStore } from './oauth/oauth-store.ts';
import { openTiktokTasks, type TiktokTasks } from './publish/tasks.ts';
import { openRateLimits, type RateLimits } from './rate-limits.ts';
import type { TiktokAccount } from './simulated-accounts.ts';
import { buildLocalTiktokApp, type TiktokApp } from './tiktok-apps.ts';
import type { TiktokOptions } from './tiktok-options.ts';
import { listTaskEvents } from './webhooks/task-events.ts';
import { openWebhooks, type Webhooks } from './webhooks/webhooks.ts';

export const tiktokPrefix = '/tiktok';

/** Everything the handlers of simulated TikTok work on. */
export interface Tiktok {
  readonly context: PlatformContext;
  readonly options: TiktokOptions;
  readonly store: TiktokOauthStore;
  readonly tasks: TiktokTasks;
  readonly webhooks: Webhooks;
  readonly limits: RateLimits;
  findApp(clientKey: string): TiktokApp | undefined;
  /** An account as it is now: its owner may have made it private. */
  findAccount(id: string): TiktokAccount | undefined;
  makePrivate(accountId: string): void;
  /** Who an account is for one app; another app gets another id. */
  openIdOf(clientKey: string, accountId: string): string;
  /** Ends everything the user allowed to the app: tokens, codes, and posts that are under way. */
  revokeGrant(clientKey: string, accountId: string): void;
}

/** Opens simulated TikTok on the shared state. */
export function openTiktok(context: PlatformContext): Tiktok {
  const options = context.options.tiktok;
  const store = openTiktokOauthStore(context.database);
  const madePrivate = createDocumentTable<{ id: string }>(context.database, {
    name: 'tiktok_private_accounts',
    schema: z.object({ id: z.string() }),
    file: ({ id }) => ({ id, owner: id }),
  });
  const apps = [...options.apps, buildLocalTiktokApp(context.options.redirectUris)];
  const findApp = (clientKey: string) => apps.find((app) => app.clientKey === clientKey);
  const openIdOf = (clientKey: string, accountId: string) => hashId('-000', `${clientKey}/${accountId}`);
  const webhooks = openWebhooks(context, findApp);
  const tasks = openTiktokTasks(context, (before, after, nowMs) => {
    for (const event of listTaskEvents(before, after)) {
      webhooks.tell(findApp(after.clientKey), after.openId, event, nowMs);
    }
  });
  return {
    context,
    options,
    store,
    tasks,
    webhooks,
    limits: openRateLimits(context),
    findAccount: (id) => {
      const account = options.accounts.find((candidate) => candidate.id === id);
      return account && madePrivate.find(id) ? { ...account, private: true } : account;
    },
    makePrivate: (id) => madePrivate.put({ id }),
    findApp,
    openIdOf,
    revokeGrant: (clientKey, accountId) =>
      inTransaction(context.database, () => {
        const owner = grantId({ clientKey, accountId });
        store.grants.remove(owner);
        for (const { code } of store.codes.listByOwner(owner)) store.codes.remove(code);
        for (const { token } of store.refreshTokens.listByOwner(owner)) store.refreshTokens.remove(token);
        for (const { token } of store.accessTokens.listByOwner(owner)) store.accessTokens.remove(token);
        const nowMs = context.clock.nowMs();
        tasks.failPending(clientKey, accountId, 'auth_removed', nowMs);
        const removed = { event: 'authorization.removed', content: JSON.stringify({ reason: 1 }) };
        webhooks.tell(findApp(clientKey), openIdOf(clientKey, accountId), removed, nowMs);
      }),
  };
}

/** The developer's name for an account, over all of the developer's apps. */
export function toUnionId(accountId: string): string {
  return hashId('', `union/${accountId}`);
}

function hashId(prefix: string, text: string): string {
  return `${prefix}${createHash('sha256').update(text).digest('base64url').slice(0, 36)}`;
}

/** Address of simulated TikTok as the client reached it. */
export function toTiktokUrl(exchange: Exchange): string {
  return `${exchange.url.origin}${tiktokPrefix}`;
}
