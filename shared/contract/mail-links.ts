/**
 * Places of the page that links in mails lead to. Their secret is behind the `#`, which no browser sends to a server: it
 * stands in no log and in no referrer.
 */
export const mailPlaces = {
  verify_email: '/confirm-email',
  confirm_new_email: '/confirm-email',
  reset_password: '/reset-password',
  forgotten_password: '/forgotten-password',
  unsubscribe: '/unsubscribe',
} as const;
export type MailPlace = keyof typeof mailPlaces;

/** Address of a place, for a mail. @param origin scheme and host of the page */
export function buildMailLink(origin: string, place: MailPlace, token?: string): string {
  return `${origin}${mailPlaces[place]}${token === undefined ? '' : `#token=${token}`}`;
}
