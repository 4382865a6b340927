import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
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
import { consumeQueue } from '../../shared/worker/consume-queue.ts';
import { parseMailHint } from '../../shared/worker/mails/received-mail-hint.ts';
import { type SendMailDeps, sendMail } from '../../shared/worker/mails/send-mail.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN', 'MAIL_FROM');
/** Longer than a mailer may run, so that no two are at the same mail. */
const leaseMs = 60_000;
const table = openTable(env.TABLE_NAME);

const composing = {
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
  log: openLog('hopper-mailer'),
  tell: createTellMetric(),
};

/** Sends mails: each message says that one of them is due. */
export const handler = consumeQueue((record) => sendMail(deps, parseMailHint(record)));
