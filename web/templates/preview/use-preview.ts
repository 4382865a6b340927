import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import { rest } from '../../data/rest.ts';
import type { Edits } from '../draft/edits.ts';
import {
  areWithinLimits,
  globalFields,
  instagramFields,
  tiktokFields,
  youtubeFields,
} from '../fields/template-fields.ts';

/** What is looked at: a video of the queue, or a file that is not there yet. */
export type PreviewSubject = { readonly video_id: string } | { readonly filename: string };

/**
 * What every platform would get with the templates as they are typed; what is too long is not asked about.
 * @param round asks again, so that other random words are picked
 */
export function usePreview(edits: Edits, subject: PreviewSubject, round: number) {
  const { global, youtube, tiktok, instagram } = edits;
  // What decides about the words and nothing else: a mistake in another setting is no reason to show none.
  const { title_template, description_template, time_zone, wordbank } = global.values;
  const templates = {
    global: { title_template, description_template, time_zone },
    youtube: {
      title_template: youtube.values.title_template,
      description_template: youtube.values.description_template,
      tags_template: youtube.values.tags_template,
    },
    tiktok: {
      title_template: tiktok.values.title_template,
      description_template: tiktok.values.description_template,
    },
    instagram: { caption_template: instagram.values.caption_template },
  };
  const isShort =
    areWithinLimits(globalFields, global.values) &&
    areWithinLimits(youtubeFields, youtube.values) &&
    areWithinLimits(tiktokFields, tiktok.values) &&
    areWithinLimits(instagramFields, instagram.values);
  const preview = useQuery({
    queryKey: ['preview', 'templates', templates, wordbank, subject, round],
    // Whoever types on asks something else, and this is given up.
    queryFn: async ({ signal }) => {
      await rest(signal);
      return api.previewTemplates({ body: { templates, ...subject } }, { signal });
    },
    enabled: isShort,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const { data, error, refetch, isPlaceholderData } = preview;
  const hasChance = wordbank.length > 1 && JSON.stringify(templates).includes('{random}');
  return { data, error, refetch, isPlaceholderData, isHeldBack: !isShort, hasChance };
}
