import { YoutubeVideoSettings } from '../../contract/settings/youtube.ts';
import type { Asset, RequestInput } from '../../domain/platforms/platform-rules.ts';
import type { YoutubeRequest } from './request.ts';
import { toDescription, toTags, toTitle } from './words.ts';

const captionsKind = 'youtube.captions.';

/** What YouTube will receive, with every text as YouTube takes it. */
export function buildYoutubeRequest({ settings, texts, assets }: RequestInput): YoutubeRequest {
  const asked = YoutubeVideoSettings.parse(settings);
  return {
    title: toTitle(texts.title ?? ''),
    description: toDescription(texts.description ?? ''),
    tags: toTags(texts.tags ?? ''),
    visibility: asked.visibility,
    madeForKids: asked.made_for_kids,
    categoryId: asked.category_id,
    playlistIds: asked.playlist_ids,
    notifySubscribers: asked.notify_subscribers,
    license: asked.license,
    embeddable: asked.embeddable,
    publicStatsViewable: asked.public_stats_viewable,
    defaultLanguage: asked.default_language || null,
    defaultAudioLanguage: asked.default_audio_language || null,
    localizations: toLocalizations(asked.localizations),
    containsSyntheticMedia: asked.contains_synthetic_media,
    hasPaidProductPlacement: asked.has_paid_product_placement,
    publishAt: asked.publish_at ? new Date(asked.publish_at).toISOString() : null,
    recordingDate: asked.recording_date ? new Date(asked.recording_date).toISOString() : null,
    thumbnail: assets['youtube.thumbnail'] ?? null,
    captions: toCaptions(assets),
  };
}

function toLocalizations(given: YoutubeVideoSettings['localizations'] = {}): YoutubeRequest['localizations'] {
  const entries = Object.entries(given).map(([language, { title, description = '' }]) => [
    language,
    { title: toTitle(title), description: toDescription(description) },
  ]);
  return Object.fromEntries(entries);
}

function toCaptions(assets: Readonly<Record<string, Asset>>): YoutubeRequest['captions'] {
  return Object.entries(assets).flatMap(([kind, file]) =>
    kind.startsWith(captionsKind) ? [{ language: kind.slice(captionsKind.length), file }] : [],
  );
}
