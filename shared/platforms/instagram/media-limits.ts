import type { InstagramRequest } from './request.ts';

const mebibyte = 1024 ** 2;

interface MediaLimits {
  readonly name: string;
  readonly seconds: readonly [number, number];
  readonly bytes: number;
  readonly aspect: readonly [number, number];
}

/**
 * What a file may be, by kind of post. Copies of the page differ about the size of reels, 1 GB or 300 MB: the smaller
 * one is the newer one.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media#reel-specifications
 */
export const mediaLimits: Readonly<Record<InstagramRequest['mediaType'], MediaLimits>> = {
  REELS: { name: 'reel', seconds: [3, 15 * 60], bytes: 300 * mebibyte, aspect: [0.01, 10] },
  STORIES: { name: 'story', seconds: [3, 60], bytes: 100 * mebibyte, aspect: [0.1, 10] },
};

export const frameRates = [23, 60] as const;
export const maxWidth = 1920;
export const maxBitsPerSecond = 25_000_000;
/** Codecs as a file names them: HEVC or H.264, and AAC. */
export const videoCodecs = /^(avc[1-4]|hvc1|hev1)\b/;
export const audioCodecs = /^mp4a\b/;

export const maxHashtags = 30;
export const maxMentions = 20;

/** Hashtags of a caption, as many as Instagram would make links of. */
export function countHashtags(caption: string): number {
  return (caption.match(/(?:^|[^\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu) ?? []).length;
}

/** Mentions of accounts in a caption; the @ of an e-mail address is none. */
export function countMentions(caption: string): number {
  return (caption.match(/(?:^|[^\w@.])@[\w.]+/g) ?? []).length;
}
