import { ulid } from 'ulid';
import type { AuditDeps } from '../../domain/audit/note-event.ts';
import { createAuditLog } from './audit-log.ts';
import type { Table } from './table.ts';

/** Hears of events that could not be kept. */
interface ErrorLog {
  error(message: string, facts: Readonly<Record<string, unknown>>): void;
}

/** The log of security for endpoints that only add to it. */
export function createAuditDeps(table: Table, log: ErrorLog): AuditDeps {
  return {
    audit: createAuditLog(table),
    newEventId: (at) => ulid(at),
    onAuditLost: (error) => log.error('event of security not kept', { error }),
  };
}
