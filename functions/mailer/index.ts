import { randomBytes } from 'node:crypto';
import { createMailStore } from '../../shared/adapters/dynamo/mail-store.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { createSesMailSender } from '../../shared/adapters/ses/mail-sender.ts';
import { readEnv } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { composeMail } from '../../shared/domain/mail/compose-mail.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';
import { parseMailHint } from '../../shared/worker/mails/received-mail-hint.ts';
import { type SendMailDeps, sendMail } from '../../shared/worker/mails/send-mail.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN', 'MAIL_FROM', 'LEASE_SECONDS');
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

const deps: SendMailDeps = {
  mails: createMailStore(table),
  sender: createSesMailSender(env.MAIL_FROM),
  draft: async (mail, now) => {
    if (mail.kind === 'digest') return { message: undefined };
    return { message: await composeMail(composing, mail, now) };
  },
  clock: systemClock,
  leaseMs: env.LEASE_SECONDS * 1000,
  log: openLog('hopper-mailer'),
};

/** Sends mails: each message says that one of them is due. */
export const handler = consumeQueue((record) => sendMail(deps, parseMailHint(record)));
