import * as z from 'zod';
import { GraphError } from '../meta-oauth/graph-error.ts';
import type { SimulatedInstagram } from '../meta-oauth/simulated-accounts.ts';
import type { Container } from './container.ts';
import { invalid, type Parameters, readBoolean, readList } from './parameters.ts';

/** What a client asks for, checked as far as Instagram checks it before it looks at the bytes. */
export type ContainerWish = Pick<
  Container,
  'mediaType' | 'caption' | 'shareToFeed' | 'trial' | 'thumbOffsetMs' | 'coverUrl' | 'children' | 'source'
>;

const trialSchema = z.object({ graduation_strategy: z.enum(['MANUAL', 'SS_PERFORMANCE']) });
const userTagsSchema = z.array(
  z.object({ username: z.string().min(1), x: z.number().optional(), y: z.number().optional() }),
);

/**
 * Checks the parameters of a new container.
 * @throws GraphError
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
 */
export function parseContainer(
  parameters: Parameters,
  account: SimulatedInstagram,
  { allowsUpload }: { readonly allowsUpload: boolean },
): ContainerWish {
  const mediaType = readMediaType(parameters);
  const source = readSource(parameters, mediaType, allowsUpload);
  checkUserTags(parameters);
  return {
    mediaType,
    source,
    caption: readCaption(parameters, mediaType),
    shareToFeed: readBoolean(parameters, 'share_to_feed', true),
    trial: readTrial(parameters, mediaType, account),
    thumbOffsetMs: readThumbOffset(parameters),
    coverUrl: readCover(parameters, mediaType),
    children: readChildren(parameters, mediaType),
    ...checkCollaborators(parameters, mediaType),
  };
}

function readMediaType(parameters: Parameters): Container['mediaType'] {
  const { media_type: given } = parameters;
  const isItem = readBoolean(parameters, 'is_carousel_item', false);
  if (given === undefined && parameters.image_url) return 'IMAGE';
  if (given === 'REELS' || given === 'STORIES' || given === 'CAROUSEL' || given === 'IMAGE') return given;
  // Single feed videos have been unsupported since 9 November 2023.
  if (given === 'VIDEO' && isItem) return 'VIDEO';
  throw new GraphError({ code: 100, subcode: 2207023 });
}

function readSource(
  parameters: Parameters,
  mediaType: Container['mediaType'],
  allowsUpload: boolean,
): Container['source'] {
  if (mediaType === 'CAROUSEL') return { kind: 'none' };
  if (parameters.upload_type !== undefined) {
    if (parameters.upload_type !== 'resumable') throw invalid('upload_type', 'must be resumable');
    if (!allowsUpload) throw invalid('upload_type', 'is only available to apps with Facebook Login');
    return { kind: 'upload' };
  }
  const url = mediaType === 'IMAGE' ? parameters.image_url : (parameters.video_url ?? parameters.image_url);
  if (url && /^https?:\/\//.test(url) && URL.canParse(url)) return { kind: 'url', url };
  throw invalid(mediaType === 'IMAGE' ? 'image_url' : 'video_url', 'must be a public address');
}

function readCaption({ caption = '' }: Parameters, mediaType: Container['mediaType']): string {
  if (caption !== '' && mediaType === 'STORIES') throw invalid('caption', 'is not supported for stories');
  if ([...caption].length > 2200) throw new GraphError({ code: 36004, subcode: 2207010 });
  if ((caption.match(/(?:^|[^\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu) ?? []).length > 30) {
    throw invalid('caption', 'has more than 30 hashtags');
  }
  const mentions = caption.match(/(?:^|[^\w@.])@[\w.]+/g) ?? [];
  if (mentions.length > 20) throw new GraphError({ code: 100, subcode: 2207040 });
  return caption;
}

function readTrial(
  { trial_params: given }: Parameters,
  mediaType: Container['mediaType'],
  account: SimulatedInstagram,
) {
  if (given === undefined) return false;
  if (mediaType !== 'REELS') throw invalid('trial_params', 'is only for reels');
  if (!trialSchema.safeParse(tryJson(given)).success) throw invalid('trial_params', 'has no graduation_strategy');
  if (!account.trialReels) throw new GraphError({ code: 100, subcode: 2207081 });
  return true;
}

function readThumbOffset({ thumb_offset: given }: Parameters): number {
  if (given === undefined) return 0;
  if (!/^\d+$/.test(given)) throw new GraphError({ code: 1, subcode: 2207057, status: 400 });
  return Number(given);
}

function readCover({ cover_url: given }: Parameters, mediaType: Container['mediaType']): string | null {
  if (given === undefined || given === '') return null;
  if (mediaType !== 'REELS') throw invalid('cover_url', 'is only for reels');
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) throw invalid('cover_url', 'must be a public address');
  return given;
}

function readChildren(parameters: Parameters, mediaType: Container['mediaType']): string[] {
  const children = readList(parameters, 'children');
  if (mediaType !== 'CAROUSEL') return [];
  if (children.length < 2 || children.length > 10) throw new GraphError({ code: 100, subcode: 2207028 });
  return children;
}

function checkCollaborators(parameters: Parameters, mediaType: Container['mediaType']): Record<never, never> {
  const names = readList(parameters, 'collaborators');
  if (names.length > 3) throw invalid('collaborators', 'takes at most 3 usernames');
  if (names.length > 0 && mediaType === 'STORIES') throw invalid('collaborators', 'is not supported for stories');
  if (readList(parameters, 'branded_content_sponsor_ids').length > 2) {
    throw invalid('branded_content_sponsor_ids', 'takes at most 2 ids');
  }
  if (parameters.location_id !== undefined && !/^\d+$/.test(parameters.location_id)) {
    throw invalid('location_id', 'must be the id of a Page with a location');
  }
  return {};
}

function checkUserTags({ user_tags: given }: Parameters): void {
  if (given === undefined) return;
  const tags = userTagsSchema.safeParse(tryJson(given));
  if (!tags.success) throw invalid('user_tags', 'must be an array of usernames');
  if (tags.data.length > 20) throw new GraphError({ code: 100, subcode: 2207040 });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
