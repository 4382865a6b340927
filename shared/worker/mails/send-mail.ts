import type { Clock } from '../../domain/clock.ts';
import type { MailKey } from '../../domain/mail/mail-outbox.ts';
import { MailError, type MailMessage, type MailSender } from '../../domain/mail/mail-sender.ts';
import type { NewMail } from '../../domain/mail/new-mail.ts';
import type { MailStore, WaitingMail } from '../../domain/mail/waiting-mail.ts';
import { withCorrelation } from '../../domain/watch/correlation.ts';
import type { TellMetric } from '../../domain/watch/metrics.ts';
import type { WorkerLog } from '../worker-log.ts';

/** What one mail becomes. */
export interface Draft {
  /** Undefined when nobody is to get it any more. */
  readonly message: MailMessage | undefined;
  /** Done after it was sent and before its row goes: may run again after a crash. */
  readonly settle?: () => Promise<void>;
  /** Done after its row has gone. */
  readonly followUp?: () => Promise<void>;
}

/** A draft, or when it is time for one, epoch ms. */
export type Drafted = Draft | { readonly notBefore: number };

export interface SendMailDeps {
  readonly mails: MailStore;
  readonly sender: MailSender;
  readonly draft: (mail: NewMail, now: number, orderedAt: number) => Promise<Drafted>;
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly log: WorkerLog;
  readonly tell: TellMetric;
}

const minute = 60_000;
/** A mail that could not be sent for so long says nothing that is still true. */
const longestWaitMs = 24 * 60 * minute;

/**
 * Sends one mail, if it is due and nobody else is at it. A process that dies after the mail was taken and before its row is
 * gone leaves it to the next one, who sends it again: twice is better than never.
 * @throws whatever the table throws; the row stays and is looked at again after the lease
 */
export async function sendMail(deps: SendMailDeps, key: MailKey): Promise<void> {
  const { mails, clock } = deps;
  const waiting = await mails.claim(key, clock.now(), deps.leaseMs);
  if (waiting) await withCorrelation(waiting.correlationId, () => sendClaimed(deps, waiting));
}

async function sendClaimed(deps: SendMailDeps, waiting: WaitingMail): Promise<void> {
  const { mails, clock, log, tell } = deps;
  const drafted = await deps.draft(waiting.mail, clock.now(), waiting.orderedAt);
  if ('notBefore' in drafted) return mails.putOff(waiting, drafted.notBefore);
  const { message, settle, followUp } = drafted;
  try {
    if (message) await deps.sender.send(message);
  } catch (error) {
    if (error instanceof MailError) return afterError(deps, waiting, error);
    throw error;
  }
  await settle?.();
  await mails.remove(waiting);
  await followUp?.();
  if (message) tell('MailOutcomes', { value: 1, of: { Outcome: 'sent' } });
  log.info(message ? 'mail sent' : 'mail not needed', { kind: waiting.mail.kind, ms: clock.now() - waiting.orderedAt });
}

async function afterError(deps: SendMailDeps, waiting: WaitingMail, error: MailError): Promise<void> {
  const { mails, clock, log, tell } = deps;
  const now = clock.now();
  const { attempts, orderedAt, mail } = waiting;
  const facts = { kind: mail.kind, attempts, why: error.kind };
  if (error.kind === 'refused' || now - orderedAt > longestWaitMs) {
    log.error('mail given up', facts);
    tell('MailOutcomes', { value: 1, of: { Outcome: 'refused' } });
    return mails.giveUp(waiting, error.kind, now);
  }
  log.warn('mail waits', facts);
  tell('MailOutcomes', { value: 1, of: { Outcome: 'delayed' } });
  return mails.putOff(waiting, now + Math.min(60 * minute, minute * 2 ** (attempts - 1)));
}
