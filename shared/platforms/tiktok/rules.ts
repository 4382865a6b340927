import { TiktokSwitches as Switches, type TiktokPrivacy, type TiktokSwitches } from '../../contract/settings/tiktok.ts';
import type { FieldProblem } from '../../domain/hopper-error.ts';
import type { DestinationFacts, PlatformRules } from '../../domain/platforms/platform-rules.ts';
import { cutText } from '../../domain/texts/cut-text.ts';
import { CreatorInfo } from './creator-info.ts';
import { preflightTiktok } from './preflight.ts';
import type { PrivacyLevel, TiktokRequest } from './request.ts';

/** Hashtags and mentions count too. @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post */
const captionLimit = { max: 2200, unit: 'utf16' } as const;

const privacyLevels: Readonly<Record<TiktokPrivacy, PrivacyLevel>> = {
  public: 'PUBLIC_TO_EVERYONE',
  friends: 'MUTUAL_FOLLOW_FRIENDS',
  followers: 'FOLLOWER_OF_CREATOR',
  private: 'SELF_ONLY',
  PUBLIC_TO_EVERYONE: 'PUBLIC_TO_EVERYONE',
  MUTUAL_FOLLOW_FRIENDS: 'MUTUAL_FOLLOW_FRIENDS',
  FOLLOWER_OF_CREATOR: 'FOLLOWER_OF_CREATOR',
  SELF_ONLY: 'SELF_ONLY',
};

/** What TikTok takes before anything is sent to it. */
export const tiktokRules: PlatformRules = {
  // TikTok shows what it has as soon as it is processed: nothing is held back, and nothing can be taken back.
  timing: { landAheadSeconds: () => 0, canWithdraw: false },
  texts: {
    title: { limit: captionLimit, template: 'title_template', fallback: 'title_template', common: 'title' },
    // TikTok has one text only: a description goes below the title, and only one that was written for TikTok.
    description: { limit: captionLimit, template: 'description_template', fallback: null, common: null },
  },
  checkSettings: (settings, destination) => checkSwitches(Switches.parse(settings), destination),
  buildRequest: ({ settings, texts }): TiktokRequest => {
    const switches = Switches.parse(settings);
    const caption = [texts.title ?? '', texts.description ?? ''].filter((text) => text.trim() !== '').join('\n\n');
    return {
      mode: switches.post_mode,
      title: cutText(caption, captionLimit),
      privacyLevel: privacyLevels[switches.privacy_level],
      allowComments: switches.allow_comments,
      allowDuet: switches.allow_duet,
      allowStitch: switches.allow_stitch,
      coverTimestampMs: switches.cover_timestamp_ms,
      brandContent: switches.brand_content_toggle,
      brandOrganic: switches.brand_organic_toggle,
      isAigc: switches.is_aigc,
    };
  },
  preflight: preflightTiktok,
};

/** @see https://developers.tiktok.com/doc/content-sharing-guidelines */
function checkSwitches(switches: TiktokSwitches, destination: DestinationFacts | null): FieldProblem[] {
  if (switches.post_mode === 'inbox') return [];
  const problems: FieldProblem[] = [];
  const level = privacyLevels[switches.privacy_level];
  if (switches.brand_content_toggle && level === 'SELF_ONLY') {
    const message = 'A paid partnership cannot be private. Choose another audience or switch the label off.';
    problems.push({ path: 'brand_content_toggle', message });
  }
  const creator = CreatorInfo.safeParse(destination?.capabilities);
  return creator.success ? [...problems, ...checkCreator(switches, level, creator.data)] : problems;
}

function checkCreator(switches: TiktokSwitches, level: PrivacyLevel, creator: CreatorInfo): FieldProblem[] {
  const offered = creator.privacyLevels;
  const off = (path: string, name: string) => ({ path, message: `${name} is switched off in this TikTok account.` });
  return [
    ...(offered.includes(level)
      ? []
      : [{ path: 'privacy_level', message: `This TikTok account offers only: ${offered.join(', ')}.` }]),
    ...(switches.allow_comments && creator.commentDisabled ? [off('allow_comments', 'Commenting')] : []),
    ...(switches.allow_duet && creator.duetDisabled ? [off('allow_duet', 'Duet')] : []),
    ...(switches.allow_stitch && creator.stitchDisabled ? [off('allow_stitch', 'Stitch')] : []),
  ];
}
