import { ulid } from 'ulid';
import { createAuditLog } from '../../../shared/adapters/dynamo/audit-log.ts';
import { createConnectionStore } from '../../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../../shared/adapters/dynamo/drive-account-store.ts';
import { createMailOutbox } from '../../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailStore } from '../../../shared/adapters/dynamo/mail-store.ts';
import { createNoticeStore } from '../../../shared/adapters/dynamo/notice-store.ts';
import { createNotificationStore } from '../../../shared/adapters/dynamo/notification-store.ts';
import { createMailTokenStore } from '../../../shared/adapters/dynamo/one-time-store.ts';
import { readPostStates } from '../../../shared/adapters/dynamo/post-states.ts';
import { createUnsubscribeLinks } from '../../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createUserStore } from '../../../shared/adapters/dynamo/user-store.ts';
import { createWorkIndex } from '../../../shared/adapters/dynamo/work-index.ts';
import { composeDigest } from '../../../shared/domain/mail/compose-digest.ts';
import { composeMail } from '../../../shared/domain/mail/compose-mail.ts';
import type { MailKey } from '../../../shared/domain/mail/mail-outbox.ts';
import type { MailMessage } from '../../../shared/domain/mail/mail-sender.ts';
import { type SendMailDeps, sendMail } from '../../../shared/worker/mails/send-mail.ts';
import { startDynoxide } from '../../support/dynoxide.ts';
import { createTestTable } from '../../support/test-table.ts';

export const origin = 'https://hopper.example.com';
export const leaseMs = 60_000;

/** Everything behind mails but SES, on a table of its own; time stands still until it is moved. */
export async function createMailWorld() {
  const dynamo = await startDynoxide();
  const table = await createTestTable(dynamo.url);
  let now = 1_750_000_000_000;
  let made = 0;
  const clock = { now: () => now, after: () => () => undefined };
  const unique = (what: string) => {
    made += 1;
    return `${what}-${String(made).padStart(6, '0')}`;
  };
  const outbox = createMailOutbox(table, clock, () => unique('id'));
  const users = createUserStore(table);
  const stores = {
    users,
    notices: createNoticeStore(table),
    notifications: createNotificationStore(table),
    links: createUnsubscribeLinks(table),
    postStates: (ownerId: string, postIds: readonly string[]) => readPostStates(table, ownerId, postIds),
    connections: createConnectionStore(table),
    driveAccounts: createDriveAccountStore(table),
    audit: createAuditLog(table),
  };
  const tokens = {
    verify_email: createMailTokenStore(table, 'verify_email'),
    reset_password: createMailTokenStore(table, 'reset_password'),
    confirm_new_email: createMailTokenStore(table, 'confirm_new_email'),
  };
  const work = createWorkIndex(table);
  const mails = createMailStore(table);
  const sent: MailMessage[] = [];
  const log: { level: string; message: string }[] = [];
  const told: unknown[] = [];
  const write = (level: string) => (message: string) => void log.push({ level, message });
  const noting = { newEventId: (at: number) => ulid(at), onAuditLost: (error: unknown) => void told.push(error) };
  const composing = { ...stores, ...noting, tokens, outbox, origin, newSecret: () => unique('secret') };
  const deps: SendMailDeps = {
    mails,
    sender: { send: async (message) => void sent.push(message) },
    draft: async (mail, at, orderedAt) =>
      mail.kind === 'digest'
        ? composeDigest(composing, mail.userId, at)
        : { message: await composeMail(composing, mail, { now: at, orderedAt }) },
    clock,
    leaseMs,
    tell: (_name, { of }) => void told.push(of),
    log: { info: write('info'), warn: write('warn'), error: write('error') },
  };

  /** What the sweeper would hint at now. */
  async function listDue(): Promise<MailKey[]> {
    const pages = await Promise.all(work.shards.map((shard) => work.listDue(shard, now)));
    return pages.flatMap(({ due }) => due).flatMap((item) => (item.kind === 'mail' ? [item.key] : []));
  }

  return {
    table,
    clock,
    outbox,
    tokens,
    mails,
    sent,
    log,
    told,
    deps,
    ...stores,
    listDue,
    advance: (ms: number) => {
      now += ms;
    },
    /** A user with a proved address. */
    async addUser(email: string, emailVerifiedAt: number | null = 1) {
      const userId = unique('user');
      await users.add({ userId, email, createdAt: now, emailVerifiedAt, passwordHash: 'x', passwordChangedAt: null });
      return userId;
    },
    /** Has everything that is due sent, as sweeper and mailer do. */
    async sendDue(changed: Partial<SendMailDeps> = {}) {
      for (const key of await listDue()) await sendMail({ ...deps, ...changed }, key);
    },
    async close() {
      table.client.destroy();
      await dynamo.close();
    },
  };
}

export type MailWorld = Awaited<ReturnType<typeof createMailWorld>>;
