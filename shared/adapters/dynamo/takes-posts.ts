/**
 * Condition on the row of a video under which it may get posts: nobody deletes it, and its file stays. Whoever deletes a
 * video or takes its file marks the row first and looks for posts afterwards.
 */
export const takesPosts = {
  expression:
    '(attribute_not_exists(deletingAt) OR deletingAt = :null) AND (attribute_not_exists(mediaState) OR mediaState = :stored)',
  values: { ':null': null, ':stored': 'stored' },
} as const;
