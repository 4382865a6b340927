import type { Clock } from '../../domain/clock.ts';
import type { MailOutbox } from '../../domain/mail/mail-outbox.ts';
import type { Notice, NoticeStore } from '../../domain/mail/notice.ts';
import type { WorkerLog } from '../worker-log.ts';

/** Has the owner told by the next digest. Never rejects: what has happened has happened, told or not. */
export type TellOwner = (notice: Omit<Notice, 'at'>) => Promise<void>;

export interface TellOwnerDeps {
  readonly notices: Pick<NoticeStore, 'put'>;
  readonly outbox: MailOutbox;
  readonly clock: Clock;
  readonly log: WorkerLog;
}

/** The notice first: a digest that is ordered without one tells nothing, and one that is sent meanwhile looks again. */
export function createTellOwner({ notices, outbox, clock, log }: TellOwnerDeps): TellOwner {
  return async (notice) => {
    const { ownerId, subjectId, kind } = notice;
    try {
      await notices.put({ ...notice, at: clock.now() });
      await outbox.add({ kind: 'digest', userId: ownerId });
    } catch (error) {
      log.warn('owner not told', { ownerId, subjectId, kind, error });
    }
  };
}
