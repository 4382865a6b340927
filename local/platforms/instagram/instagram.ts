import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type MetaAccounts, openMetaAccounts } from '../meta-oauth/meta-accounts.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { type Counters, openCounters } from '../storage/counters.ts';
import { createDocumentTable, type DocumentTable } from '../storage/document-table.ts';
import { inTransaction } from '../storage/open-database.ts';
import { advanceContainer, type Container, containerSchema, findNextEventMs } from './container.ts';
import type { InstagramOptions } from './instagram-options.ts';
import { type Media, mediaSchema, toLedgerRow } from './media.ts';

export const instagramPrefix = '/instagram';

/** Everything the handlers of simulated Instagram work on. */
export interface Instagram {
  readonly context: PlatformContext;
  readonly options: InstagramOptions;
  readonly meta: MetaAccounts;
  readonly containers: DocumentTable<Container>;
  readonly media: DocumentTable<Media>;
  /** Calls by app and hour. */
  readonly quota: Counters;
  /** Containers whose public address is being fetched now. */
  readonly fetching: Set<string>;
  filePath(fileId: string): string;
  /** Writes a media and its ledger row in one transaction. */
  saveMedia(media: Media): void;
  /** Lets happen what the clock has made due. */
  settle(nowMs: number): void;
}

/** Opens simulated Instagram on the shared state. */
export function openInstagram(context: PlatformContext): Instagram {
  const { database, ledger } = context;
  const containers = createDocumentTable<Container>(database, {
    name: 'instagram_containers',
    schema: containerSchema,
    file: (container) => ({ id: container.id, owner: container.accountId, dueAtMs: findNextEventMs(container) }),
  });
  const media = createDocumentTable<Media>(database, {
    name: 'instagram_media',
    schema: mediaSchema,
    file: ({ id, accountId, deleted, deletedAtMs }) => ({
      id,
      owner: accountId,
      dueAtMs: deleted ? null : deletedAtMs,
    }),
  });
  const filePath = (fileId: string) => join(context.dataDir, 'instagram', fileId);
  return {
    context,
    options: context.options.instagram,
    meta: openMetaAccounts(context),
    containers,
    media,
    quota: openCounters(database, 'quota'),
    fetching: new Set(),
    filePath,
    saveMedia: (row) =>
      inTransaction(database, () => {
        media.put(row);
        ledger.record(toLedgerRow(row));
      }),
    settle: (nowMs) => {
      for (const row of media.listDue(nowMs)) {
        media.put({ ...row, deleted: true });
        ledger.erase('instagram', row.id, nowMs);
      }
      for (const container of containers.listDue(nowMs)) {
        const advanced = advanceContainer(container, nowMs);
        if (advanced === container) continue;
        containers.put(advanced);
        const isOver = advanced.state === 'expired' || advanced.state === 'error';
        if (isOver) void rm(filePath(container.fileId), { force: true });
      }
    },
  };
}

/** Address of simulated Instagram as the client reached it. */
export function toBaseUrl(exchange: Exchange): string {
  return `${exchange.url.origin}${instagramPrefix}`;
}
