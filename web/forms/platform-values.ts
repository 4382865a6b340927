import type { Api } from '../data/api.ts';

export type VideoChange = Parameters<Api['updateVideo']>[0]['body'];

/** What a platform can be told about a video. The settings of an account have the same fields, without the words. */
export type YoutubeValues = NonNullable<VideoChange['youtube']>;
export type TiktokValues = NonNullable<VideoChange['tiktok']>;
export type InstagramValues = NonNullable<VideoChange['instagram']>;
