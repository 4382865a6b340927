import { type PlatformName, platformNames } from '../../shared/contract/platform-names.ts';
import { cutText } from '../../shared/domain/texts/cut-text.ts';
import { globalTitle, rollKey } from '../../shared/domain/texts/roll-texts.ts';
import { textsOf } from '../../shared/domain/texts/texts-of.ts';
import { mergeSettings } from '../../shared/domain/videos/merge-settings.ts';
import { rollWords } from '../../shared/domain/videos/roll-words.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { VideoEdit } from '../../shared/domain/videos/video-store.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import { editVideo } from './edit-video.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** Takes a video's own title away and rolls the template again, for all platforms or for one. */
export const recomputeTitle: VideosEndpoint<'recomputeTitle'> = async ({ params, query }, { caller, now }, deps) => {
  const { platform } = query;
  let title = '';
  const { view } = await editVideo(deps, {
    ownerId: caller.userId,
    videoId: params.videoId,
    now,
    decide: (video, owner) => {
      const edit = platform ? rollAt(platform, video, owner, deps.random) : rollEverywhere(video, owner, deps.random);
      if (platform) title = titleAt(platform, { ...video, ...edit }, owner);
      return edit;
    },
  });
  return { ok: true, title: platform ? title : view.generated_title };
};

/** Names of a platform's texts that are a title or stand for one. */
function titlesAt(platform: PlatformName, { rules }: OwnerFacts): string[] {
  return Object.entries(rules[platform].texts).flatMap(([name, { fallback }]) =>
    fallback === 'title_template' ? [name] : [],
  );
}

function rollEverywhere(video: VideoRecord, owner: OwnerFacts, random: () => number): VideoEdit {
  const { rolls, generatedTitle } = rollWords(video, owner, random);
  const keys = platformNames.flatMap((platform) => titlesAt(platform, owner).map((name) => rollKey(platform, name)));
  const titles = [globalTitle, ...keys].flatMap((key) => (rolls[key] ? [[key, rolls[key]] as const] : []));
  const own = platformNames.map((platform) => [platform, noTitles(platform, owner)] as const);
  return {
    generatedTitle,
    rolls: { ...video.rolls, ...Object.fromEntries(titles) },
    settings: mergeSettings(video.settings, { title: null, ...Object.fromEntries(own) }),
  };
}

/**
 * A title for all platforms stays the others' title: then the new one becomes this platform's own, or it would not be seen.
 */
function rollAt(platform: PlatformName, video: VideoRecord, owner: OwnerFacts, random: () => number): VideoEdit {
  const names = titlesAt(platform, owner);
  const { rolls } = rollWords(video, owner, random);
  const rolled = names.flatMap((name) => {
    const roll = rolls[rollKey(platform, name)];
    return roll ? [[rollKey(platform, name), roll] as const] : [];
  });
  const next = {
    ...video,
    rolls: { ...video.rolls, ...Object.fromEntries(rolled) },
    settings: mergeSettings(video.settings, { [platform]: noTitles(platform, owner) }),
  };
  if (!video.settings.title) return { rolls: next.rolls, settings: next.settings };
  const { title: _, ...others } = next.settings;
  const title = titleAt(platform, { ...next, settings: others }, owner);
  const own = Object.fromEntries(names.map((name) => [name, title]));
  return { rolls: next.rolls, settings: mergeSettings(next.settings, { [platform]: own }) };
}

function noTitles(platform: PlatformName, owner: OwnerFacts): Record<string, null> {
  return Object.fromEntries(titlesAt(platform, owner).map((name) => [name, null]));
}

/** The title that a platform will get. */
function titleAt(platform: PlatformName, video: VideoRecord, { rules, settings }: OwnerFacts): string {
  const [name = ''] = titlesAt(platform, { rules, settings, connections: [] });
  const text = textsOf(rules[platform], platform, video, settings)[name] ?? '';
  return cutText(text, rules[platform].texts[name]?.limit ?? null);
}
