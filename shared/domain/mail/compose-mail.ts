import { buildMailLink } from '../../contract/mail-links.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { type AuditDeps, noteResetAsked } from '../audit/note-event.ts';
import type { OneTimeStore } from '../one-time-store.ts';
import type { MailMessage } from './mail-sender.ts';
import { accountDeletedText, emailChangedText, linkTexts, type MailWords, passwordChangedText } from './mail-texts.ts';
import { type MailPurpose, type MailToken, mailTokenLifeMs } from './mail-token.ts';
import type { NewMail } from './new-mail.ts';
import { renderMail } from './render-mail.ts';

export interface ComposeDeps extends AuditDeps {
  readonly users: Pick<UserStore, 'find' | 'findCredentials'>;
  readonly tokens: Readonly<Record<MailPurpose, Pick<OneTimeStore<MailToken>, 'put'>>>;
  /** Scheme and host of the page. */
  readonly origin: string;
  /** 256 random bits, base64url. */
  readonly newSecret: () => string;
}

/** A mail about one thing that happened to an account. */
export type AccountMail = Exclude<NewMail, { kind: 'digest' }>;

/**
 * Makes a mail of its order. Secrets are made here, so that they exist in the mail alone; the table gets their hashes.
 * @returns undefined when nobody is to get it any more: there is no such user, or nothing left to confirm
 */
export async function composeMail(
  deps: ComposeDeps,
  mail: AccountMail,
  { now, orderedAt }: { readonly now: number; readonly orderedAt: number },
): Promise<MailMessage | undefined> {
  const { users, origin } = deps;
  const link = async (purpose: MailPurpose, userId: string, email: string) =>
    toMessage(email, linkTexts[purpose](await makeLink(deps, purpose, { userId, email, now })));

  switch (mail.kind) {
    case 'verify_email': {
      const user = await users.find(mail.userId);
      if (user?.email !== mail.email || user.emailVerifiedAt !== null) return undefined;
      return link('verify_email', user.userId, user.email);
    }
    case 'reset_password': {
      const user = await users.findCredentials(mail.email);
      if (!user) return undefined;
      // Here and not where it was asked for, which must not know whether there is an account.
      if (mail.asked) await noteResetAsked(deps, user.userId, { ...mail.asked, now: orderedAt });
      return link('reset_password', user.userId, user.email);
    }
    case 'confirm_new_email': {
      const user = await users.find(mail.userId);
      const credentials = user && (await users.findCredentials(user.email));
      // Whoever knew the last password has asked for it.
      if (!credentials || (credentials.passwordChangedAt ?? 0) > orderedAt) return undefined;
      return link('confirm_new_email', mail.userId, mail.newEmail);
    }
    case 'email_changed':
      return toMessage(mail.to, emailChangedText(origin));
    case 'password_changed': {
      const user = await users.find(mail.userId);
      return user && toMessage(user.email, passwordChangedText(buildMailLink(origin, 'forgotten_password')));
    }
    case 'account_deleted':
      return toMessage(mail.to, accountDeletedText(mail.receipt));
  }
}

async function makeLink(
  { tokens, newSecret, origin }: ComposeDeps,
  purpose: MailPurpose,
  { userId, email, now }: { userId: string; email: string; now: number },
): Promise<string> {
  const secret = newSecret();
  await tokens[purpose].put(secret, { userId, email, validUntil: now + mailTokenLifeMs[purpose] });
  return buildMailLink(origin, purpose, secret);
}

function toMessage(to: string, words: MailWords): MailMessage {
  return { to, ...renderMail(words) };
}
