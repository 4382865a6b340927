import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { StoredMail } from './stored-mail.ts';

const Row = z
  .object({
    message_id: z.string(),
    at: z.number(),
    sender: z.string(),
    recipient: z.string(),
    subject: z.string(),
    text: z.string().nullable(),
    html: z.string().nullable(),
    headers: z.string(),
    fate: z.string(),
  })
  .transform(({ message_id, at, sender, recipient, headers, ...row }) =>
    StoredMail.parse({
      ...row,
      messageId: message_id,
      at: new Date(at).toISOString(),
      from: sender,
      to: recipient,
      headers: JSON.parse(headers),
    }),
  );

/** The newest ones are enough for whoever looks. */
const shownMails = 500;

/** All mails that were accepted. */
export interface MailBox {
  add(mail: StoredMail): void;
  /** The newest first. @param to only those to this address, in lower case */
  list(to?: string): StoredMail[];
}

export function openMailBox(database: DatabaseSync): MailBox {
  const insert = database.prepare(
    'INSERT INTO mails (message_id, at, sender, recipient, subject, text, html, headers, fate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const all = database.prepare('SELECT * FROM mails ORDER BY id DESC LIMIT ?');
  const ofRecipient = database.prepare('SELECT * FROM mails WHERE recipient = ? ORDER BY id DESC LIMIT ?');
  return {
    add({ messageId, at, from, to, subject, text, html, headers, fate }) {
      insert.run(messageId, Date.parse(at), from, to, subject, text, html, JSON.stringify(headers), fate);
    },
    list(to) {
      const rows = to === undefined ? all.all(shownMails) : ofRecipient.all(to, shownMails);
      return z.array(Row).parse(rows);
    },
  };
}
