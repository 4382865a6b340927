import type { NewMail } from './new-mail.ts';

/** Names a mail that waits to be sent. */
export interface MailKey {
  /** The user, or a name made of the address where there is no user to belong to. */
  readonly ownerId: string;
  readonly mailId: string;
}

/** Mails that are to be sent. The row is the order: who has added one may die. */
export interface MailOutbox {
  /** Of several digests of one user one waits at a time; more are not an error. */
  add(mail: NewMail): Promise<void>;
}

/** Tells the mailer that mails are due. Hints may get lost, doubled or late: the row is the truth. */
export interface MailHints {
  /** All of them to one mailer, which sends them one after the other. */
  send(mails: readonly MailKey[]): Promise<void>;
}
