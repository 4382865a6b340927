const mebibyte = 1024 * 1024;

/** Files that a video may have beside it for YouTube, by kind. */
export const youtubeAssets = {
  'youtube.thumbnail': {
    contentTypes: ['image/jpeg', 'image/png'],
    /** @see https://developers.google.com/youtube/v3/docs/thumbnails/set */
    maxBytes: 50 * mebibyte,
  },
  /** One file per language: `youtube.captions.en`, `youtube.captions.pt-BR`. */
  'youtube.captions.<language>': {
    contentTypes: ['application/x-subrip', 'text/vtt', 'text/plain', 'text/xml', 'application/octet-stream'],
    /** @see https://developers.google.com/youtube/v3/docs/captions/insert */
    maxBytes: 100 * mebibyte,
  },
} as const;
