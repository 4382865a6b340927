/** Which scopes open which methods, any of each list. @see https://developers.google.com/youtube/v3/guides/auth/server-side-web-apps */
export const readScopes = ['youtube.readonly', 'youtube', 'youtube.force-ssl', 'youtubepartner'];
export const uploadScopes = ['youtube.upload', 'youtube', 'youtube.force-ssl', 'youtubepartner'];
export const writeScopes = ['youtube', 'youtube.force-ssl', 'youtubepartner'];
export const captionScopes = ['youtube.force-ssl', 'youtubepartner'];
