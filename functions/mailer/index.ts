import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import * as z from 'zod';
import { createAuditDeps } from '../../shared/adapters/dynamo/audit-deps.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailStore } from '../../shared/adapters/dynamo/mail-store.ts';
import { createNoticeStore } from '../../shared/adapters/dynamo/notice-store.ts';
import { createNotificationStore } from '../../shared/adapters/dynamo/notification-store.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { readPostStates } from '../../shared/adapters/dynamo/post-states.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createUnsubscribeLinks } from '../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { createSesMailSender } from '../../shared/adapters/ses/mail-sender.ts';
import { readEnv } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { composeDigest } from '../../shared/domain/mail/compose-digest.ts';
import { composeMail } from '../../shared/domain/mail/compose-mail.ts';
import { openLog } from '../../shared/log/open-log.ts';
import type { SendMailDeps } from '../../shared/worker/mails/send-mail.ts';
import { sendMails } from '../../shared/worker/mails/send-mails.ts';
import { takeEvent } from '../../shared/worker/take-event.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN', 'MAIL_FROM');
/** Longer than a mailer may run, so that no two are at the same mail. */
const leaseMs = 60_000;
/** Kept for the one mail that was begun last. */
const marginMs = 10_000;
const table = openTable(env.TABLE_NAME);

const log = openLog('hopper-mailer');

const composing = {
  ...createAuditDeps(table, log),
  users: createUserStore(table),
  tokens: {
    verify_email: createMailTokenStore(table, 'verify_email'),
    reset_password: createMailTokenStore(table, 'reset_password'),
    confirm_new_email: createMailTokenStore(table, 'confirm_new_email'),
  },
  origin: env.APP_ORIGIN,
  newSecret: () => randomBytes(32).toString('base64url'),
};

const digests = {
  users: composing.users,
  notices: createNoticeStore(table),
  notifications: createNotificationStore(table),
  links: createUnsubscribeLinks(table),
  postStates: (ownerId: string, postIds: readonly string[]) => readPostStates(table, ownerId, postIds),
  connections: createConnectionStore(table),
  driveAccounts: createDriveAccountStore(table),
  outbox: createMailOutbox(table, systemClock, () => ulid()),
  origin: composing.origin,
  newSecret: composing.newSecret,
};

const deps: SendMailDeps = {
  mails: createMailStore(table),
  sender: createSesMailSender(env.MAIL_FROM),
  draft: async (mail, now, orderedAt) => {
    if (mail.kind === 'digest') return composeDigest(digests, mail.userId, now);
    return { message: await composeMail(composing, mail, { now, orderedAt }) };
  },
  clock: systemClock,
  leaseMs,
  log,
  tell: createTellMetric(),
};

const Hint = z.object({ mails: z.array(z.object({ ownerId: z.string().min(1), mailId: z.string().min(1) })).min(1) });

/** Sends mails: each event names some that are due. */
export const handler = takeEvent(Hint, ({ mails }, invocation) =>
  sendMails(deps, mails, Date.now() + invocation.getRemainingTimeInMillis() - marginMs),
);
