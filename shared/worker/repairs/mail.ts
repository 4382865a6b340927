import type { Clock } from '../../domain/clock.ts';
import type { MailHints } from '../../domain/mail/mail-outbox.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { laterEachTime } from './next-nudge.ts';

export interface MailRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly mailHints: MailHints;
  readonly clock: Clock;
}

const again = { firstMs: 2 * 60_000, longestMs: 60 * 60_000 };

/** Hints at a mail that is due: ordered by somebody who cannot reach the queue, put off, or lost by its mailer. */
export async function hintAtMail(
  { work: index, mailHints, clock }: MailRepairDeps,
  work: Extract<DueWork, { kind: 'mail' }>,
): Promise<'hinted'> {
  await mailHints.send(work.key);
  await index.postpone(work, clock.now() + laterEachTime(work.nudges, again));
  return 'hinted';
}
