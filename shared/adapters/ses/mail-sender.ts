import { type MessageHeader, SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailError, type MailMessage, type MailSender } from '../../domain/mail/mail-sender.ts';

/**
 * What SES says when this mail will never go: the rest (limits, a paused account, trouble of its own) may pass.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const refusals = new Set(['BadRequestException', 'MessageRejected', 'NotFoundException']);

const charset = { Charset: 'UTF-8' } as const;

/**
 * Sends by SES.
 * @param from the sender as the reader sees it, `Hopper <hopper@example.com>`; an identity of the account
 */
export function createSesMailSender(from: string): MailSender {
  const client = new SESv2Client({});
  return {
    async send(message) {
      try {
        await client.send(buildSendEmail(from, message));
      } catch (error) {
        throw toMailError(error);
      }
    },
  };
}

function buildSendEmail(from: string, { to, subject, text, html, unsubscribeUrl }: MailMessage): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: {
      Simple: {
        Subject: { Data: subject, ...charset },
        Body: { Text: { Data: text, ...charset }, Html: { Data: html, ...charset } },
        Headers: buildHeaders(unsubscribeUrl),
      },
    },
  });
}

/** Nobody is to answer "I am on holiday" to a machine; and what comes regularly can be ended by one click. */
function buildHeaders(unsubscribeUrl?: string): MessageHeader[] {
  const headers = [{ Name: 'Auto-Submitted', Value: 'auto-generated' }];
  if (!unsubscribeUrl) return headers;
  return [
    ...headers,
    { Name: 'List-Unsubscribe', Value: `<${unsubscribeUrl}>` },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
  ];
}

function toMailError(error: unknown): MailError {
  const name = error instanceof SESv2ServiceException ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  return new MailError(refusals.has(name) ? 'refused' : 'transient', message, error);
}
