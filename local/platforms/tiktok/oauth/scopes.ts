/** What the consent page says about a scope; also the list of scopes that exist here. */
export const tiktokScopes: Readonly<Record<string, string>> = {
  'user.info.basic': 'Access your public profile: name and avatar',
  'user.info.profile': 'Access your additional profile information: username, bio',
  'user.info.stats': 'Access your account statistics',
  'video.list': 'Access your public videos on TikTok',
  'video.upload': 'Share draft videos to your TikTok account',
  'video.publish': 'Post content to TikTok',
};

/** Scopes are separated by commas here, not by spaces. */
export function parseTiktokScopes(value: string): string[] {
  return [...new Set(value.split(',').filter((name) => name !== ''))];
}

/** Every grant has it: without it nobody would be signed in. */
export const basicScope = 'user.info.basic';
