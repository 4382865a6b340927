import { callPlatform } from './call-platform.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { getAccountOf } from './find-default.ts';

/** Asks TikTok what an account may do right now, and keeps it for the checks before a post. */
export const getTiktokCreatorInfo: ConnectionsEndpoint<'getTiktokCreatorInfo'> = async (
  { query },
  { caller },
  deps,
) => {
  const account = await getAccountOf(deps, caller.userId, 'tiktok', query.connection_id);
  const capabilities = await callPlatform(deps, account, deps.fetchCreatorInfo);
  await deps.connections.update(caller.userId, account.connectionId, { capabilities });
  return {
    connection_id: account.connectionId,
    creator_username: capabilities.username,
    creator_nickname: capabilities.nickname,
    creator_avatar_url: capabilities.avatarUrl,
    privacy_level_options: capabilities.privacyLevels,
    comment_disabled: capabilities.commentDisabled,
    duet_disabled: capabilities.duetDisabled,
    stitch_disabled: capabilities.stitchDisabled,
    max_video_post_duration_sec: capabilities.maxDurationSeconds,
  };
};
