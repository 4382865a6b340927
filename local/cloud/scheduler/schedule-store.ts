import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import { type ScheduleDefinition, scheduleDefinition } from './definition.ts';

const scheduleRow = z
  .object({
    id: z.number(),
    group_name: z.string(),
    name: z.string(),
    definition: z.string().transform((text) => scheduleDefinition.parse(JSON.parse(text))),
    created_at: z.number(),
    modified_at: z.number(),
    next_due: z.number().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    group: row.group_name,
    name: row.name,
    arn: scheduleArn(row.group_name, row.name),
    definition: row.definition,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    /** Null: switched off, or nothing to come any more. */
    nextDue: row.next_due,
  }));

/** One schedule; times in epoch milliseconds. */
export type Schedule = z.output<typeof scheduleRow>;
export type ScheduleStore = ReturnType<typeof openScheduleStore>;

/** What a list of schedules is narrowed to; `after` is the `group/name` that the last page ended with. */
export interface ScheduleFilter {
  group: string | undefined;
  prefix: string;
  state: string | undefined;
  after: string;
  limit: number;
}

export function scheduleArn(group: string, name: string): string {
  return arn('scheduler', `schedule/${group}/${name}`);
}

export function openScheduleStore(database: DatabaseSync) {
  const find = database.prepare('SELECT * FROM schedules WHERE group_name = ? AND name = ?');
  const findById = database.prepare('SELECT * FROM schedules WHERE id = ?');
  const due = database.prepare('SELECT * FROM schedules WHERE next_due <= ? ORDER BY next_due LIMIT ?');
  const earliest = database.prepare('SELECT min(next_due) AS at FROM schedules WHERE next_due IS NOT NULL');
  const list = database.prepare(`SELECT * FROM schedules
    WHERE (?1 IS NULL OR group_name = ?1) AND substr(name, 1, length(?2)) = ?2
    AND (?3 IS NULL OR definition ->> 'State' = ?3) AND group_name || '/' || name > ?4
    ORDER BY group_name || '/' || name LIMIT ?5`);
  const insert = database.prepare(`INSERT INTO schedules
    (group_name, name, definition, created_at, modified_at, next_due) VALUES (?, ?, ?, ?, ?, ?)`);
  const replace = database.prepare('UPDATE schedules SET definition = ?, modified_at = ?, next_due = ? WHERE id = ?');
  const setNextDue = database.prepare('UPDATE schedules SET next_due = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM schedules WHERE id = ?');

  return {
    find(group: string, name: string): Schedule | undefined {
      const found = find.get(group, name);
      return found && scheduleRow.parse(found);
    },
    findById(id: number): Schedule | undefined {
      const found = findById.get(id);
      return found && scheduleRow.parse(found);
    },
    list: ({ group, prefix, state, after, limit }: ScheduleFilter): Schedule[] =>
      list.all(group ?? null, prefix, state ?? null, after, limit).map((row) => scheduleRow.parse(row)),
    /** Schedules whose time has come, the longest due first. */
    due: (at: number, limit: number): Schedule[] => due.all(at, limit).map((row) => scheduleRow.parse(row)),
    earliestDue(): number | undefined {
      const at = earliest.get()?.at;
      return typeof at === 'number' ? at : undefined;
    },
    create(group: string, name: string, definition: ScheduleDefinition, at: number, nextDue: number | undefined): void {
      insert.run(group, name, JSON.stringify(definition), at, at, nextDue ?? null);
    },
    replace(id: number, definition: ScheduleDefinition, at: number, nextDue: number | undefined): void {
      replace.run(JSON.stringify(definition), at, nextDue ?? null, id);
    },
    setNextDue(id: number, nextDue: number | undefined): void {
      setNextDue.run(nextDue ?? null, id);
    },
    delete: (id: number): void => void remove.run(id),
  };
}
