import * as z from 'zod';
import { StoredMail } from '../../local/cloud/ses/stored-mail.ts';
import { waitUntil } from './wait-until.ts';

/** Mails that a running Hopper has sent to an address, the newest first. */
export async function listMails(url: string, to: string): Promise<StoredMail[]> {
  const answer = await fetch(`${url}/_local/mail?to=${encodeURIComponent(to)}`);
  return z.array(StoredMail).parse(await answer.json());
}

/** Waits for the newest mail with this subject. */
export async function waitForMail(url: string, to: string, subject: string): Promise<StoredMail> {
  let found: StoredMail | undefined;
  await waitUntil(
    async () => {
      found = (await listMails(url, to)).find((mail) => mail.subject === subject);
      return found !== undefined;
    },
    () => `a mail "${subject}" to ${to}`,
  );
  if (!found) throw new Error('unreachable');
  return found;
}

/** The secret behind the link of a mail. */
export function readToken({ text }: StoredMail): string {
  const [, token] = /#token=([\w-]+)/.exec(text ?? '') ?? [];
  if (!token) throw new Error(`No link in: ${text}`);
  return token;
}
