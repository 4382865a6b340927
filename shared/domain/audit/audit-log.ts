import * as z from 'zod';
import { AuditKind } from '../../contract/audit-kind.ts';

/** Something that happened to the security of an account. */
export const AuditEvent = z.object({
  /** 26 characters that sort by time. */
  eventId: z.string(),
  /** Epoch ms. */
  at: z.number(),
  what: AuditKind,
  /** Which one: the name of a token, a platform, an address. */
  about: z.string().nullable(),
  ip: z.string(),
  userAgent: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

export interface AuditPage {
  /** The newest first. */
  readonly events: readonly AuditEvent[];
  /** The id of the last event of this page, where there is more. */
  readonly next?: string | undefined;
}

/** What happened to the security of accounts, for 400 days. */
export interface AuditLog {
  /** An event whose id is there already stays as it was. */
  add(ownerId: string, event: AuditEvent): Promise<void>;
  /** @param before id of an event; older ones are listed. @param now epoch ms */
  list(ownerId: string, page: { limit: number; before?: string | undefined; now: number }): Promise<AuditPage>;
}
