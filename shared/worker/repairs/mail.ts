import type { Clock } from '../../domain/clock.ts';
import type { MailHints } from '../../domain/mail/mail-outbox.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { laterEachTime } from './next-nudge.ts';

export interface MailRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly mailHints: MailHints;
  readonly clock: Clock;
}

export type DueMail = Extract<DueWork, { kind: 'mail' }>;

/** As many as one mailer sends within its time. The others are still due a minute later. */
export const mailsPerRun = 50;

const again = { firstMs: 2 * 60_000, longestMs: 60 * 60_000 };

/** Hints at mails that are due: ordered by somebody who cannot reach the mailer, put off, or lost by it. @returns how many */
export async function hintAtMails(
  { work: index, mailHints, clock }: MailRepairDeps,
  due: readonly DueMail[],
): Promise<number> {
  const mails = due.toSorted((a, b) => a.lookAt - b.lookAt).slice(0, mailsPerRun);
  if (mails.length === 0) return 0;
  await mailHints.send(mails.map(({ key }) => key));
  await Promise.all(mails.map((mail) => index.postpone(mail, clock.now() + laterEachTime(mail.nudges, again))));
  return mails.length;
}
