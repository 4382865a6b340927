import { buildMailLink } from '../../shared/contract/mail-links.ts';
import { noticeKinds } from '../../shared/contract/notice-kind.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** Leads a person who has pressed the link of a mail to the page that asks. */
export const showUnsubscribe: AccountEndpoint<'showUnsubscribe'> = async ({ query }, _context, { origin }) => ({
  location: buildMailLink(origin, 'unsubscribe', encodeURIComponent(query.token)),
});

/** Ends all mails of the kind that the link came with. */
export const unsubscribe: AccountEndpoint<'unsubscribe'> = async ({ query }, { now }, { links, notifications }) => {
  const userId = await links.find(query.token, now);
  if (userId === undefined) throw new HopperError('invalid_link');
  await notifications.mute(userId, noticeKinds);
  return { ok: true };
};
