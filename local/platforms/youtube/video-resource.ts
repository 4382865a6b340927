import * as z from 'zod';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { videoError } from './content-error.ts';

const localization = z.looseObject({ title: z.string().optional(), description: z.string().optional() });

/** The writable fields of a `video` resource as they arrive; limits are checked later. */
const resourceSchema = z.looseObject({
  id: z.string().optional(),
  snippet: z
    .looseObject({
      title: z.string().optional(),
      description: z.string().optional(),
      tags: z.array(z.string()).optional(),
      categoryId: z.string().optional(),
      defaultLanguage: z.string().optional(),
      defaultAudioLanguage: z.string().optional(),
    })
    .optional(),
  status: z
    .looseObject({
      privacyStatus: z.string().optional(),
      publishAt: z.string().optional(),
      license: z.string().optional(),
      embeddable: z.boolean().optional(),
      publicStatsViewable: z.boolean().optional(),
      selfDeclaredMadeForKids: z.boolean().optional(),
      containsSyntheticMedia: z.boolean().optional(),
    })
    .optional(),
  localizations: z.record(z.string(), localization).optional(),
  recordingDetails: z.looseObject({ recordingDate: z.string().optional() }).optional(),
  paidProductPlacementDetails: z.looseObject({ hasPaidProductPlacement: z.boolean().optional() }).optional(),
});
export type VideoResource = z.infer<typeof resourceSchema>;

const reasonByField: Readonly<Record<string, string>> = {
  title: 'invalidTitle',
  description: 'invalidDescription',
  tags: 'invalidTags',
  categoryId: 'invalidCategoryId',
  publishAt: 'invalidPublishAt',
  recordingDate: 'invalidRecordingDetails',
};

/**
 * Parses the JSON body of `videos.insert` and `videos.update`.
 * @throws GoogleApiError 400 `parseError`, or the reason that belongs to the field of a wrong type
 */
export function parseVideoResource(text: string): VideoResource {
  const parsed = resourceSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[1];
  throw videoError(400, reasonByField[String(field)] ?? 'invalidVideoMetadata');
}

/** JSON of a request body; nothing counts as an empty object. @throws GoogleApiError 400 `parseError` */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new GoogleApiError({ status: 400, reason: 'parseError', message: 'Parse Error' });
  }
}
