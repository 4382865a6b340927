import type { MailPurpose } from './mail-token.ts';
import type { RemovalReceipt } from './new-mail.ts';

/** The words of a mail: paragraphs, then perhaps one thing to press, then more paragraphs. */
export interface MailWords {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly after?: readonly string[];
}

const notYou = 'If you did not ask for this, you can ignore this mail: nothing has changed.';
const someoneElse =
  'If it was not you, set a new password at once: whoever did this knows the old one or reads your mail.';

/** All words of mails whose whole content is a link. */
export const linkTexts: Readonly<Record<MailPurpose, (url: string) => MailWords>> = {
  verify_email: (url) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Welcome to Hopper. Please confirm that this is your address, so that we can tell you when something goes wrong.',
    ],
    action: { label: 'Confirm address', url },
    after: [
      'The link works for two days.',
      'If you have made no account with Hopper, do not press it: somebody else has typed in your address, and would get in with it.',
    ],
  }),
  reset_password: (url) => ({
    subject: 'Set a new password',
    paragraphs: ['Somebody has asked for a new password of your Hopper account.'],
    action: { label: 'Choose a new password', url },
    after: ['The link works once, for 30 minutes.', notYou],
  }),
  confirm_new_email: (url) => ({
    subject: 'Confirm your new e-mail address',
    paragraphs: ['Your Hopper account is to move to this address.'],
    action: { label: 'Use this address', url },
    after: ['The link works for a day. Until then the old address stays.', notYou],
  }),
};

/** @param url where a new password can be asked for */
export function emailChangedText(url: string): MailWords {
  return {
    subject: 'Your e-mail address was changed',
    paragraphs: ['Your Hopper account has moved to another e-mail address. From now on mails go there.'],
    action: { label: 'Open Hopper', url },
    after: [someoneElse],
  };
}

/** @param url where a new password can be asked for */
export function passwordChangedText(url: string): MailWords {
  return {
    subject: 'Your password was changed',
    paragraphs: ['The password of your Hopper account was changed. All other sessions have ended.'],
    action: { label: 'I did not do this', url },
    after: [someoneElse],
  };
}

export function accountDeletedText({ receiptId, removedAt, counts }: RemovalReceipt): MailWords {
  const removed = Object.entries(counts).map(([what, count]) => `${what.replaceAll('_', ' ')}: ${count}`);
  return {
    subject: 'Your account was deleted',
    paragraphs: [
      `Your Hopper account and everything in it was deleted on ${toDay(removedAt)}. What has been published stays at the platforms.`,
      ...removed,
      `Receipt: ${receiptId}`,
    ],
  };
}

function toDay(epochMs: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(epochMs);
}
