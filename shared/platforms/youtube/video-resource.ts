import type { YoutubeRequest } from './request.ts';

/**
 * The `video` resource of an insert. Nothing is sent for what was left unsaid.
 * @param goLiveAt epoch ms until which nobody may see it; null = as soon as possible. A public video lands as a private one
 *   that YouTube opens by itself: only private ones can have a time. Unlisted and private ones are not seen by anybody
 *   before Hopper tells their address.
 * @see https://developers.google.com/youtube/v3/docs/videos#properties
 */
export function buildVideoResource(request: YoutubeRequest, goLiveAt: number | null) {
  const { title, description, tags, categoryId, defaultLanguage, defaultAudioLanguage } = request;
  const { localizations, recordingDate, hasPaidProductPlacement } = request;
  return {
    snippet: {
      title,
      description,
      tags,
      categoryId,
      ...(defaultLanguage !== null && { defaultLanguage }),
      ...(defaultAudioLanguage !== null && { defaultAudioLanguage }),
    },
    status: {
      ...buildPrivacy(request, goLiveAt),
      selfDeclaredMadeForKids: request.madeForKids,
      license: request.license,
      embeddable: request.embeddable,
      publicStatsViewable: request.publicStatsViewable,
      containsSyntheticMedia: request.containsSyntheticMedia,
    },
    ...(Object.keys(localizations).length > 0 && { localizations }),
    ...(recordingDate !== null && { recordingDetails: { recordingDate } }),
    ...(hasPaidProductPlacement && { paidProductPlacementDetails: { hasPaidProductPlacement } }),
  };
}

function buildPrivacy({ visibility, publishAt }: YoutubeRequest, goLiveAt: number | null) {
  if (visibility === 'public' && goLiveAt !== null) {
    return { privacyStatus: 'private', publishAt: new Date(goLiveAt).toISOString() };
  }
  const isTimed = visibility === 'private' && publishAt !== null;
  return { privacyStatus: visibility, ...(isTimed && { publishAt }) };
}
