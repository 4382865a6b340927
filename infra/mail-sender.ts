import * as z from 'zod';

/** Who mails come from, and the identity of SES that proves it: a domain, or the address itself. */
export interface MailSettings {
  readonly from: string;
  readonly identity: string;
}

/** What a person may set about mails. */
export interface MailChoice {
  readonly from?: string | undefined;
  readonly identity?: string | undefined;
}

/**
 * The sender of a stage's mails. Without a choice it is `hopper@` the host of the page, whose domain is then the identity; on a
 * machine without a domain a name that no mail can ever come from.
 * @throws Error with one clear line for a sender that is no address, or that the identity cannot prove
 */
export function chooseMailSender(origin: string, { from, identity }: MailChoice): MailSettings {
  const { hostname } = new URL(origin);
  const address = (from || `hopper@${hostname.includes('.') ? hostname : 'hopper.test'}`).toLowerCase();
  if (!z.email().safeParse(address).success) throw new Error(`MAIL_FROM is not an e-mail address: "${from}".`);
  const domain = address.slice(address.indexOf('@') + 1);
  const proof = (identity || domain).toLowerCase();
  if (proof === address || domain === proof || domain.endsWith(`.${proof}`)) return { from: address, identity: proof };
  throw new Error(`MAIL_IDENTITY "${identity}" is neither ${address} nor its domain.`);
}
