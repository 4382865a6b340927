/** Limits of a video's words. @see https://developers.google.com/youtube/v3/docs/videos#properties */
export const youtubeLimits = { titleCharacters: 100, descriptionBytes: 5000, tagCharacters: 500 } as const;
