import * as z from 'zod';
import type { Send } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import type { TiktokAddresses } from './addresses.ts';
import { callApi } from './call-api.ts';
import type { CreatorInfo } from './creator-info.ts';

const Data = z.object({
  creator_username: z.string().default(''),
  creator_nickname: z.string().default(''),
  creator_avatar_url: ShownAddress,
  privacy_level_options: z.array(z.string()),
  comment_disabled: z.boolean().default(false),
  duet_disabled: z.boolean().default(false),
  stitch_disabled: z.boolean().default(false),
  max_video_post_duration_sec: z.number(),
});

/**
 * Asks what an account may do right now. To be asked right before a post form is shown and right before a post, because
 * it can change at any time; 20 times a minute at most.
 * @throws PlatformError `rejected` or `quota` when the account cannot post now
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info
 */
export async function fetchCreatorInfo(
  send: Send,
  { creatorInfo }: Pick<TiktokAddresses, 'creatorInfo'>,
  accessToken: string,
  options: { readonly now?: () => number; readonly signal?: AbortSignal } = {},
): Promise<CreatorInfo> {
  const caller = { send, now: options.now ?? Date.now, ...(options.signal && { signal: options.signal }) };
  const data = await callApi(caller, accessToken, { method: 'POST', url: creatorInfo, data: Data });
  return {
    username: data.creator_username,
    nickname: data.creator_nickname,
    avatarUrl: data.creator_avatar_url,
    privacyLevels: data.privacy_level_options,
    commentDisabled: data.comment_disabled,
    duetDisabled: data.duet_disabled,
    stitchDisabled: data.stitch_disabled,
    maxDurationSeconds: data.max_video_post_duration_sec,
  };
}
