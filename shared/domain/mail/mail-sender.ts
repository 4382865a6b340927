/** A mail as it goes out. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one click ends mails of this kind. @see https://www.rfc-editor.org/rfc/rfc8058 */
  readonly unsubscribeUrl?: string;
}

/** Hands mails over for delivery. */
export interface MailSender {
  /** @throws MailError */
  send(message: MailMessage): Promise<void>;
}

/** A mail was not taken. `transient`: later it may be. `refused`: this mail to this address never will be. */
export class MailError extends Error {
  readonly kind: 'transient' | 'refused';

  constructor(kind: MailError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MailError';
    this.kind = kind;
  }
}
