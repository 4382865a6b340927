import { InstagramSwitches } from '../../contract/settings/instagram.ts';
import type { instagramAssets } from '../../contract/settings/instagram-assets.ts';
import type { Asset, PlatformRules } from '../../domain/platforms/platform-rules.ts';
import { cutText } from '../../domain/texts/cut-text.ts';
import { checkInstagramSettings } from './check-settings.ts';
import { preflightInstagram } from './preflight.ts';
import type { InstagramRequest } from './request.ts';
import { instagramTiming } from './timing.ts';

const captionLimit = { max: 2200, unit: 'characters' } as const;

/** A cover that was given for this video wins over the address of the settings. */
const coverKind = 'instagram.cover' satisfies keyof typeof instagramAssets;

/** What Instagram takes before anything is sent to it. @see https://developers.facebook.com/docs/instagram-platform/content-publishing */
export const instagramRules: PlatformRules = {
  timing: instagramTiming,
  texts: {
    caption: { limit: captionLimit, template: 'caption_template', fallback: 'title_template', common: 'title' },
  },
  checkSettings: (settings) => checkInstagramSettings(InstagramSwitches.parse(settings)),
  buildRequest: ({ settings, texts, assets }) => {
    const switches = InstagramSwitches.parse(settings);
    const caption = cutText(texts.caption ?? '', captionLimit);
    return switches.media_type === 'STORIES' ? buildStory(switches) : buildReel(switches, caption, assets[coverKind]);
  },
  preflight: preflightInstagram,
};

function buildReel(switches: InstagramSwitches, caption: string, asset: Asset | undefined): InstagramRequest {
  const own = asset && ({ kind: 'asset', objectKey: asset.objectKey } as const);
  const given = switches.cover_url === '' ? null : ({ kind: 'url', url: switches.cover_url } as const);
  return {
    mediaType: 'REELS',
    caption,
    shareToFeed: switches.share_to_feed,
    locationId: switches.location_id || null,
    cover: own ?? given,
    thumbOffsetMs: switches.thumb_offset_ms,
    collaborators: switches.collaborators.map(withoutAt),
    userTags: switches.user_tags.map(withoutAt),
    audioName: switches.audio_name || null,
    isTrial: switches.trial_reel,
    isAiGenerated: switches.is_ai_generated,
    isPaidPartnership: switches.is_paid_partnership,
    sponsorIds: switches.branded_content_sponsor_ids,
    firstComment: switches.first_comment || null,
    allowComments: !switches.disable_comments,
  };
}

/** A story has no words; what else does not belong to one is refused when it is set. */
function buildStory(switches: InstagramSwitches): InstagramRequest {
  return {
    ...buildReel(switches, '', undefined),
    mediaType: 'STORIES',
    shareToFeed: false,
    cover: null,
    thumbOffsetMs: 0,
    collaborators: [],
    audioName: null,
    isTrial: false,
    firstComment: null,
    allowComments: true,
  };
}

function withoutAt(username: string): string {
  return username.replace(/^@/, '');
}
