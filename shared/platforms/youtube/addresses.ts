import { readEnv } from '../../config/env.ts';

/** Where the YouTube Data API lives. @see https://developers.google.com/youtube/v3/docs */
export interface YoutubeAddresses {
  /** Begins an upload and is the origin of every upload session. */
  readonly insertVideo: URL;
  readonly videos: URL;
  readonly channels: URL;
  readonly playlistItems: URL;
  readonly thumbnails: URL;
  readonly captions: URL;
}

/** @param base scheme, host and maybe a path, such as `https://www.googleapis.com` */
export function buildYoutubeAddresses(base: string): YoutubeAddresses {
  const at = (path: string) => new URL(`${base.replace(/\/+$/, '')}${path}`);
  return {
    insertVideo: at('/upload/youtube/v3/videos'),
    videos: at('/youtube/v3/videos'),
    channels: at('/youtube/v3/channels'),
    playlistItems: at('/youtube/v3/playlistItems'),
    thumbnails: at('/upload/youtube/v3/thumbnails/set'),
    captions: at('/upload/youtube/v3/captions'),
  };
}

/** The addresses that the environment names. */
export function readYoutubeAddresses(): YoutubeAddresses {
  return buildYoutubeAddresses(readEnv('YOUTUBE_API_URL').YOUTUBE_API_URL);
}
