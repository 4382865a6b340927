import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type OperationTable, operation } from '../../json-service/operation.ts';
import type { SesContext } from '../ses-context.ts';
import { badRequest, notVerified } from '../ses-error.ts';
import type { Fate } from '../stored-mail.ts';

const Part = z.object({ Data: z.string(), Charset: z.string().optional() });
const Header = z.object({
  Name: z.string().regex(/^[!-9;-~]{1,126}$/),
  Value: z.string().regex(/^[ -~]{0,870}$/),
});
const Input = z.object({
  FromEmailAddress: z.string().min(3),
  Destination: z.object({ ToAddresses: z.array(z.string()).length(1) }),
  Content: z.object({
    Simple: z.object({
      Subject: Part,
      Body: z.object({ Text: Part.optional(), Html: Part.optional() }),
      Headers: z.array(Header).max(15).default([]),
    }),
  }),
});

/**
 * Addresses of SES's mailbox simulator.
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
const simulated: ReadonlyMap<string, Fate> = new Map([
  ['bounce@simulator.amazonses.com', 'bounced'],
  ['complaint@simulator.amazonses.com', 'complained'],
  ['suppressionlist@simulator.amazonses.com', 'suppressed'],
]);

/** `Hopper <a@b>` or `a@b` → `a@b`. */
function toAddress(text: string): string {
  const address = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
  if (!z.email().safeParse(address).success) throw badRequest(`Missing final '@domain': ${text}`);
  return address;
}

/**
 * Takes simple mails to one recipient. As in SES the sender must belong to an identity of the account; a recipient on the
 * suppression list is accepted and gets nothing.
 */
export function sendOperations({ identities, suppressions, mails, now }: SesContext): OperationTable {
  return {
    SendEmail: operation(Input, ({ FromEmailAddress, Destination, Content: { Simple } }) => {
      const sender = toAddress(FromEmailAddress);
      const to = toAddress(Destination.ToAddresses[0] ?? '');
      if (identities.findFor(sender) === undefined) throw notVerified(sender);
      const { Subject, Body, Headers } = Simple;
      if (!Body.Text && !Body.Html) throw badRequest('A mail has a text.');
      const messageId = randomUUID();
      mails.add({
        messageId,
        at: new Date(now()).toISOString(),
        from: FromEmailAddress,
        to,
        subject: Subject.Data,
        text: Body.Text?.Data ?? null,
        html: Body.Html?.Data ?? null,
        headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
        fate: suppressions.find(to) ? 'suppressed' : (simulated.get(to) ?? 'delivered'),
      });
      return { MessageId: messageId };
    }),
  };
}
