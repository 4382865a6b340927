import type { AuditDeps } from '../../shared/domain/audit/note-event.ts';

/** A log of security that keeps nothing, for worlds that are about something else. */
export const silentAudit: AuditDeps = {
  audit: { add: async () => undefined },
  newEventId: () => '01JD0000000000000000000000',
  onAuditLost: () => undefined,
};
