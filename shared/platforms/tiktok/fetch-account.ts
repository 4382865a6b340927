import * as z from 'zod';
import type { RemoteAccount } from '../../domain/connections/connection.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { Send } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import type { TiktokAddresses } from './addresses.ts';
import { callApi } from './call-api.ts';
import type { CreatorInfo } from './creator-info.ts';
import { fetchCreatorInfo } from './fetch-creator-info.ts';

const UserInfo = z.object({
  user: z.object({
    open_id: z.string().min(1),
    display_name: z.string().default(''),
    avatar_url: ShownAddress,
  }),
});

/**
 * The account behind a grant, and what it may do.
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info
 */
export async function fetchTiktokAccount(
  send: Send,
  addresses: TiktokAddresses,
  accessToken: string,
): Promise<RemoteAccount> {
  const url = new URL(addresses.userInfo);
  url.searchParams.set('fields', 'open_id,display_name,avatar_url');
  const { user } = await callApi({ send, now: Date.now }, accessToken, { method: 'GET', url, data: UserInfo });
  const capabilities = await findCreatorInfo(send, addresses, accessToken);
  const name = user.display_name || capabilities?.nickname || capabilities?.username || 'TikTok account';
  return { remoteId: user.open_id, capabilities, name, avatarUrl: user.avatar_url };
}

/** Null for an account that cannot post just now: that must not keep anybody from connecting it. */
async function findCreatorInfo(
  send: Send,
  addresses: TiktokAddresses,
  accessToken: string,
): Promise<CreatorInfo | null> {
  try {
    return await fetchCreatorInfo(send, addresses, accessToken);
  } catch (error) {
    if (error instanceof PlatformError && error.kind !== 'transient' && error.kind !== 'reauthorize') return null;
    throw error;
  }
}
