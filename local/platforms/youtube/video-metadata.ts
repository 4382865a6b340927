import { videoError } from './content-error.ts';
import { parseInstant } from './instants.ts';
import type { VideoMetadata } from './video.ts';
import { defaultCategoryId, isAssignableCategory } from './video-categories.ts';
import type { VideoResource } from './video-resource.ts';

const maxTitleCharacters = 100;
const maxDescriptionBytes = 5000;
const maxTagCharacters = 500;

/**
 * The checked snippet of a request.
 * @throws GoogleApiError 400 with the documented reason
 * @see https://developers.google.com/youtube/v3/docs/videos#properties
 */
export function readSnippet(resource: VideoResource) {
  const { snippet } = resource;
  const tags = snippet?.tags ?? [];
  if (countTagCharacters(tags) > maxTagCharacters) throw videoError(400, 'invalidTags');
  const categoryId = snippet?.categoryId ?? defaultCategoryId;
  if (!isAssignableCategory(categoryId)) throw videoError(400, 'invalidCategoryId');
  return {
    title: readTitle(snippet?.title),
    description: readDescription(snippet?.description),
    tags,
    categoryId,
    defaultLanguage: readLanguage(snippet?.defaultLanguage),
    defaultAudioLanguage: readLanguage(snippet?.defaultAudioLanguage),
  };
}

/**
 * The checked status of a request.
 * @param everPublished a video that was published once cannot be scheduled again
 * @throws GoogleApiError
 */
export function readStatus(resource: VideoResource, everPublished: boolean) {
  const { status } = resource;
  const privacy = status?.privacyStatus ?? 'public';
  if (privacy !== 'public' && privacy !== 'unlisted' && privacy !== 'private') {
    throw videoError(403, 'forbiddenPrivacySetting');
  }
  const license = status?.license ?? 'youtube';
  if (license !== 'youtube' && license !== 'creativeCommon') throw videoError(403, 'forbiddenLicenseSetting');
  const publishAtMs = status?.publishAt === undefined ? null : parseInstant(status.publishAt);
  const schedulable = privacy === 'private' && !everPublished;
  if (publishAtMs === undefined || (publishAtMs !== null && !schedulable)) throw videoError(400, 'invalidPublishAt');
  return {
    privacy,
    publishAtMs,
    license,
    embeddable: status?.embeddable ?? true,
    publicStatsViewable: status?.publicStatsViewable ?? true,
    selfDeclaredMadeForKids: status?.selfDeclaredMadeForKids ?? false,
    containsSyntheticMedia: status?.containsSyntheticMedia ?? false,
  } satisfies Partial<VideoMetadata>;
}

/** The checked translations; they need the snippet's language. @throws GoogleApiError */
export function readLocalizations(resource: VideoResource, defaultLanguage: string | null) {
  const entries = Object.entries(resource.localizations ?? {});
  if (entries.length > 0 && defaultLanguage === null) throw videoError(400, 'defaultLanguageNotSet');
  return Object.fromEntries(
    entries.map(([language, { title, description }]) => {
      readLanguage(language);
      return [language, { title: readTitle(title), description: readDescription(description) }];
    }),
  );
}

/** @throws GoogleApiError 400 `invalidRecordingDetails` */
export function readRecordingDate(resource: VideoResource): string | null {
  const date = resource.recordingDetails?.recordingDate;
  if (date === undefined) return null;
  const instant = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T00:00:00Z` : date);
  if (instant === undefined) throw videoError(400, 'invalidRecordingDetails');
  return new Date(instant).toISOString();
}

export function readPaidPlacement(resource: VideoResource): boolean {
  return resource.paidProductPlacementDetails?.hasPaidProductPlacement ?? false;
}

/** Characters that count against the 500: the commas between tags, and two quotes around a tag with a space. */
export function countTagCharacters(tags: readonly string[]): number {
  const quoted = tags.map((tag) => [...tag].length + (/\s/.test(tag) ? 2 : 0));
  return quoted.reduce((sum, length) => sum + length, Math.max(0, tags.length - 1));
}

function readTitle(title: string | undefined): string {
  const length = title === undefined ? 0 : [...title].length;
  if (title === undefined || title.trim() === '' || length > maxTitleCharacters || /[<>]/.test(title)) {
    throw videoError(400, 'invalidTitle');
  }
  return title;
}

function readDescription(description = ''): string {
  if (Buffer.byteLength(description) > maxDescriptionBytes || /[<>]/.test(description)) {
    throw videoError(400, 'invalidDescription');
  }
  return description;
}

function readLanguage(tag: string | undefined): string | null {
  if (tag === undefined) return null;
  try {
    Intl.getCanonicalLocales(tag);
    return tag;
  } catch {
    throw videoError(400, 'invalidVideoMetadata');
  }
}
