/** Files that a video may have beside it for Instagram, by kind. */
export const instagramAssets = {
  'instagram.cover': {
    contentTypes: ['image/jpeg'],
    /** @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media */
    maxBytes: 8 * 1024 * 1024,
  },
} as const;
