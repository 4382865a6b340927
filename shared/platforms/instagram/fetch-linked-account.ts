import * as z from 'zod';
import type { RemoteAccount } from '../../domain/connections/connection.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { Send } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import { buildGraphUrl, type InstagramAddresses } from './addresses.ts';
import { callMeta } from './call-meta.ts';
import type { InstagramCapabilities } from './capabilities.ts';
import { fetchQuota } from './publishing-limit.ts';

/** Nobody manages more Pages than this many times fifty. */
const maxLists = 10;

const Page = z.object({
  id: z.string(),
  name: z.string().default(''),
  instagram_business_account: z.object({ id: z.string() }).optional(),
});
const Pages = z.object({
  data: z.array(Page).default([]),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});
const Profile = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  profile_picture_url: ShownAddress,
});

/**
 * The professional Instagram account of a person at Facebook: that of the first Page that has one. The Page is
 * remembered in the capabilities.
 * @throws PlatformError `no_professional_account`
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/get-started
 */
export async function fetchLinkedAccount(
  send: Send,
  addresses: InstagramAddresses,
  token: string,
): Promise<RemoteAccount> {
  const page = await findLinkedPage(send, addresses, token);
  const accountId = page.instagram_business_account.id;
  const url = buildGraphUrl(addresses, 'facebook_login', accountId, { fields: 'id,username,name,profile_picture_url' });
  const profile = await callMeta(send, { method: 'GET', url, token }, Profile);
  const capabilities: InstagramCapabilities = {
    username: profile.username,
    accountType: null,
    page: { id: page.id, name: page.name },
    quota: await fetchQuota(send, addresses, { variant: 'facebook_login', accountId, token }),
  };
  return {
    remoteId: profile.id,
    name: profile.name || profile.username,
    avatarUrl: profile.profile_picture_url,
    capabilities,
  };
}

async function findLinkedPage(send: Send, addresses: InstagramAddresses, token: string) {
  let after: string | undefined;
  for (let lists = 0; lists < maxLists; lists += 1) {
    const parameters = { fields: 'id,name,instagram_business_account', limit: '50', ...(after && { after }) };
    const url = buildGraphUrl(addresses, 'facebook_login', 'me/accounts', parameters);
    const { data, paging } = await callMeta(send, { method: 'GET', url, token }, Pages);
    for (const { instagram_business_account: linked, ...page } of data) {
      if (linked) return { ...page, instagram_business_account: linked };
    }
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) break;
  }
  throw new PlatformError(
    'rejected',
    'no_professional_account',
    'None of your Facebook Pages is linked to a professional Instagram account. Link one, then connect again.',
  );
}
