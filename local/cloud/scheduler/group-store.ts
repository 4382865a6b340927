import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';

const groupRow = z.object({ name: z.string(), created_at: z.number(), modified_at: z.number() }).transform((row) => ({
  name: row.name,
  arn: arn('scheduler', `schedule-group/${row.name}`),
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
}));

/** One group of schedules; times in epoch milliseconds. */
export type ScheduleGroup = z.output<typeof groupRow>;
export type GroupStore = ReturnType<typeof openGroupStore>;

/** The group that schedules are in which name none; it is always there. */
export const defaultGroup = 'default';

export function openGroupStore(database: DatabaseSync, now: () => number) {
  const find = database.prepare('SELECT * FROM groups WHERE name = ?');
  const list = database.prepare(
    'SELECT * FROM groups WHERE name > ? AND substr(name, 1, length(?)) = ? ORDER BY name LIMIT ?',
  );
  const insert = database.prepare('INSERT OR IGNORE INTO groups (name, created_at, modified_at) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM groups WHERE name = ?');
  insert.run(defaultGroup, now(), now());
  return {
    find(name: string): ScheduleGroup | undefined {
      const found = find.get(name);
      return found && groupRow.parse(found);
    },
    list: (prefix: string, after: string, limit: number): ScheduleGroup[] =>
      list.all(after, prefix, prefix, limit).map((row) => groupRow.parse(row)),
    create: (name: string): void => void insert.run(name, now(), now()),
    /** Deletes the group with its schedules. */
    delete: (name: string): void => void remove.run(name),
  };
}
