import { forEachPlatform, type PlatformName } from '../../shared/contract/platform-names.ts';
import type { PlatformPreview, TextPreview } from '../../shared/contract/routes/templates.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { TextField } from '../../shared/domain/platforms/platform-rules.ts';
import { type EffectiveSettings, loadSettings } from '../../shared/domain/settings/load-settings.ts';
import { countText } from '../../shared/domain/texts/count-text.ts';
import { cutText } from '../../shared/domain/texts/cut-text.ts';
import { renderRoll } from '../../shared/domain/texts/render-roll.ts';
import { globalTitle, rollTexts } from '../../shared/domain/texts/roll-texts.ts';
import { factsOf, textsOf } from '../../shared/domain/texts/texts-of.ts';
import { mergeSettings } from '../../shared/domain/videos/merge-settings.ts';
import { type RequestSource, requestOf } from '../../shared/domain/videos/request-of.ts';
import { showRequest } from '../../shared/domain/videos/show-request.ts';
import type { Deps } from './deps.ts';
import type { SettingsEndpoint } from './endpoint.ts';

const exampleName = 'My video.mp4';

/** What every platform will get of a video, or of a file of that name if it were added now. */
export const previewTemplates: SettingsEndpoint<'previewTemplates'> = async ({ body }, { caller, now }, deps) => {
  const { video_id: videoId, filename, folder = null, templates, wordbank, settings: change } = body;
  if (videoId !== undefined && filename !== undefined) {
    const message = 'Give a video or a file name, not both.';
    throw new HopperError('invalid_input', message, { details: [{ path: 'filename', message }] });
  }
  if (change && videoId === undefined) {
    const message = 'Only a video of the queue says something itself: give its `video_id`.';
    throw new HopperError('invalid_input', message, { details: [{ path: 'settings', message }] });
  }
  const settings = withUnsaved(await loadSettings(deps.settings, caller.userId), { ...templates });
  const source =
    videoId === undefined
      ? newFile({ filename: filename ?? exampleName, folder, createdAt: now })
      : await getOwnVideo(deps, caller.userId, videoId);
  const isAsAdded = videoId !== undefined && !templates && !wordbank;
  const rolls = isAsAdded
    ? source.rolls
    : rollTexts(deps.rules, settings, wordbank ?? settings.global.wordbank, deps.random);
  const video = { ...source, rolls, settings: change ? mergeSettings(source.settings, change) : source.settings };
  const title = rolls[globalTitle] ?? { template: settings.global.title_template, words: [] };
  return {
    generated_title: renderRoll(title, factsOf(video, settings.global.time_zone)),
    platforms: forEachPlatform((platform) => previewAt(platform, deps, video, settings)),
  };
};

function previewAt(
  platform: PlatformName,
  deps: Pick<Deps, 'rules'>,
  video: RequestSource,
  settings: EffectiveSettings,
): PlatformPreview {
  const rules = deps.rules[platform];
  const request = requestOf(rules, platform, video, settings);
  const texts = Object.entries(textsOf(rules, platform, video, settings)).map(([name, text]) => [
    name,
    previewText(text, rules.texts[name]?.limit ?? null),
  ]);
  return { texts: Object.fromEntries(texts), request: showRequest(request) };
}

function previewText(text: string, limit: TextField['limit']): TextPreview {
  const length = countText(text, limit?.unit ?? 'characters');
  return {
    text,
    length,
    unit: limit?.unit ?? null,
    limit: limit?.max ?? null,
    too_long: limit !== null && length > limit.max,
    cut_text: cutText(text, limit),
  };
}

function withUnsaved(
  saved: EffectiveSettings,
  unsaved: { [Category in keyof EffectiveSettings]?: object | undefined },
) {
  return {
    global: { ...saved.global, ...unsaved.global },
    youtube: { ...saved.youtube, ...unsaved.youtube },
    tiktok: { ...saved.tiktok, ...unsaved.tiktok },
    instagram: { ...saved.instagram, ...unsaved.instagram },
  };
}

function newFile(file: Pick<RequestSource, 'filename' | 'folder' | 'createdAt'>): RequestSource {
  return { ...file, index: 1, media: null, rolls: {}, settings: {}, assets: {} };
}

async function getOwnVideo({ videos }: Pick<Deps, 'videos'>, ownerId: string, videoId: string): Promise<RequestSource> {
  const video = await videos.find(ownerId, videoId);
  if (!video) throw new HopperError('not_found', 'There is no such video.');
  return video;
}
