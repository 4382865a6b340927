import { ulid } from 'ulid';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createNoticeStore } from '../../shared/adapters/dynamo/notice-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { readEnv } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { MailOutbox } from '../../shared/domain/mail/mail-outbox.ts';
import type { NoticeStore } from '../../shared/domain/mail/notice.ts';

const table = openTable(readEnv('TABLE_NAME').TABLE_NAME);

/** In a file of its own, which is loaded when the first Drive has to be opened again: most never do. */
export function openNotices(): NoticeStore {
  return createNoticeStore(table);
}

/** Without a hint: a digest waits for minutes anyway, and the sweeper finds it. */
export function openOutbox(): MailOutbox {
  return createMailOutbox(table, systemClock, () => ulid());
}
