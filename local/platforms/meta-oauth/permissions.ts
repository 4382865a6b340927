import type { MetaApp } from './meta-apps.ts';

/** What the consent pages say about a permission; also the list of permissions that exist here. */
const descriptions: Readonly<Record<MetaApp['login'], Readonly<Record<string, string>>>> = {
  instagram: {
    instagram_business_basic: 'View profile info and posts',
    instagram_business_content_publish: 'Create posts and reels',
    instagram_business_manage_comments: 'View and manage comments',
    instagram_business_manage_messages: 'View and manage messages',
    instagram_business_manage_insights: 'View insights',
  },
  facebook: {
    public_profile: 'View your name and profile picture',
    instagram_basic: 'View the profile and posts of your Instagram accounts',
    instagram_content_publish: 'Post to your Instagram accounts',
    instagram_manage_comments: 'Manage comments on your Instagram accounts',
    pages_show_list: 'See the list of your Pages',
    pages_read_engagement: 'Read what your Pages post',
    business_management: 'Manage your business',
    ads_management: 'Manage your ads',
    ads_read: 'Read your ads',
  },
};

/** What a person is told; undefined for a permission that does not exist. */
export function describePermission(login: MetaApp['login'], permission: string): string | undefined {
  return descriptions[login][permission];
}

/** Splits a `scope` parameter: commas or spaces. */
export function parseScope(value: string): string[] {
  return [...new Set(value.split(/[\s,]+/).filter((name) => name !== ''))];
}

/** Short names of what API calls need, by login. */
export const permissionNames = {
  basic: { instagram: 'instagram_business_basic', facebook: 'instagram_basic' },
  publish: { instagram: 'instagram_business_content_publish', facebook: 'instagram_content_publish' },
  comments: { instagram: 'instagram_business_manage_comments', facebook: 'instagram_manage_comments' },
} as const;
