import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformContext } from '../../platform.ts';
import { createDocumentTable } from '../../storage/document-table.ts';
import { inTransaction } from '../../storage/open-database.ts';
import { type TiktokTask, taskSchema } from './task.ts';
import { advanceTask, failTask, findNextTaskEventMs, isUnderWay } from './task-life.ts';
import { toTiktokLedgerRow } from './to-ledger-row.ts';

/** All publish tasks of all accounts; every change is in the ledger in the same transaction. */
export interface TiktokTasks {
  find(publishId: string): TiktokTask | undefined;
  findByUpload(uploadId: string): TiktokTask | undefined;
  save(task: TiktokTask, nowMs: number): void;
  listAll(): TiktokTask[];
  /** Direct posts of an account whose bytes arrived since then, unless they failed. */
  countPosts(accountId: string, sinceMs: number): number;
  /** Drafts that wait for the account, or are on their way to it. */
  countPendingDrafts(accountId: string, sinceMs: number): number;
  /** Accounts for which an app began something since then. */
  listActiveUsers(clientKey: string, sinceMs: number): string[];
  /** What is under way for a grant that has ended fails. */
  failPending(clientKey: string, accountId: string, reason: string, nowMs: number): void;
  /** Lets happen what the clock has made due. */
  settle(nowMs: number): void;
  /** Where the bytes of a task are. */
  filePath(uploadId: string): string;
}

/** @param onChange is told of every change, in its transaction */
export function openTiktokTasks(
  context: PlatformContext,
  onChange: (before: TiktokTask | undefined, after: TiktokTask, nowMs: number) => void,
): TiktokTasks {
  const { database, ledger, dataDir, options } = context;
  const moderationMs = options.tiktok.moderationSeconds * 1000;
  const table = createDocumentTable<TiktokTask>(database, {
    name: 'tiktok_tasks',
    schema: taskSchema,
    file: (task) => ({ id: task.publishId, owner: task.accountId, dueAtMs: findNextTaskEventMs(task) }),
  });
  const filePath = (uploadId: string) => join(dataDir, 'tiktok', 'uploads', uploadId);

  const save = (task: TiktokTask, nowMs: number) => {
    inTransaction(database, () => {
      onChange(table.find(task.publishId), task, nowMs);
      table.put(task);
      // All bytes are there: from now on it is a post unless something is wrong with it.
      if (task.state === 'failed' || task.state === 'removed') ledger.erase('tiktok', task.publishId, nowMs);
      else if (task.arrivedAtMs !== null) ledger.record(toTiktokLedgerRow(task));
    });
    // After the commit: a crash in between leaves a file that nothing points to.
    const isOver = task.state === 'failed' || task.state === 'removed' || (task.arrivedAtMs !== null && !task.kept);
    if (isOver) void rm(filePath(task.uploadId), { force: true });
  };

  const since = (accountId: string, sinceMs: number) =>
    table.listByOwner(accountId).filter((task) => task.createdAtMs > sinceMs && task.state !== 'failed');

  return {
    find: table.find,
    findByUpload: (uploadId) => table.find(publishIdOf(uploadId)),
    save,
    listAll: table.listAll,
    countPosts: (accountId, sinceMs) =>
      since(accountId, sinceMs).filter(({ post, arrivedAtMs }) => post !== null && arrivedAtMs !== null).length,
    countPendingDrafts: (accountId, sinceMs) =>
      since(accountId, sinceMs).filter(({ post, state }) => post === null && state !== 'complete').length,
    listActiveUsers: (clientKey, sinceMs) => {
      const recent = table.listAll().filter((task) => task.clientKey === clientKey && task.createdAtMs > sinceMs);
      return [...new Set(recent.map(({ accountId }) => accountId))];
    },
    failPending: (clientKey, accountId, reason, nowMs) => {
      const pending = table.listByOwner(accountId).filter((task) => task.clientKey === clientKey && isUnderWay(task));
      for (const task of pending) save(failTask(task, reason), nowMs);
    },
    settle: (nowMs) => {
      // A jump of the clock may make several things due, one after the other.
      for (let due = table.listDue(nowMs); due.length > 0; due = table.listDue(nowMs)) {
        for (const task of due) save(advanceTask(task, nowMs, moderationMs), nowMs);
      }
    },
    filePath,
  };
}

/** An upload id is the publish id in the alphabet of addresses. */
export function uploadIdOf(publishId: string): string {
  return Buffer.from(publishId).toString('base64url');
}

function publishIdOf(uploadId: string): string {
  return Buffer.from(uploadId, 'base64url').toString('utf8');
}
