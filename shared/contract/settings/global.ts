import * as z from 'zod';
import { TimeZone } from '../time-zone.ts';
import { template, text } from './text.ts';

/** As long as YouTube's titles. Characters are code points: an emoji is one. */
const titleTemplate = text
  .refine((value) => [...value].length <= 100, 'At most 100 characters.')
  .meta({
    maxLength: 100,
    description:
      'Template of titles and captions. Knows {filename}, {date}, {time}, {index}, {duration}, {random} (a word of the word bank) and {folder} (the Drive folder that the video was imported from; nothing for an uploaded one).',
  });

/** So much distance that a plan of two videos still fits into the 12 months that schedules reach. */
const maxMinutes = 525_600;

/** Ten years: whoever wants more keeps files for ever. */
const maxKeepDays = 3_650;

const fields = {
  title_template: titleTemplate,
  description_template: template.describe('Template of descriptions, with the same placeholders'),
  upload_immediately: z.boolean().describe('false = POST /api/upload plans the videos instead of posting them'),
  schedule_mode: z.enum(['spaced', 'specific_time']),
  schedule_interval_value: z.int().min(1, 'At least 1.').max(maxMinutes, `At most ${maxMinutes}.`),
  schedule_interval_unit: z.enum(['minutes', 'hours', 'days']),
  schedule_start_time: z
    .union([z.literal(''), z.iso.datetime({ local: true, offset: true })], 'Send an ISO 8601 time, or nothing.')
    .describe('For specific_time: an instant with its offset, or a local time in `time_zone`; empty = none'),
  upload_first_immediately: z.boolean().describe('Spaced: the first video goes at once'),
  allow_duplicates: z.boolean().describe('Whether a file name may wait in the queue twice'),
  time_zone: TimeZone.describe('Zone of local times, and of {date} and {time}'),
  keep_media_days: z
    .int()
    .min(0, 'At least 0.')
    .max(maxKeepDays, `At most ${maxKeepDays}.`)
    .describe(
      'Days for which the file of a video is kept after its last post has gone out; 0 = for ever. A file that a post may still need is kept in any case',
    ),
};

/** Longest word of the bank in UTF-16 units, and how many there may be: the bank is one row of the database. */
export const wordLimit = 100;
export const wordbankLimit = 1000;

/** Settings for all platforms, as they are answered: every field. */
export const GlobalSettings = z.strictObject({
  ...fields,
  wordbank: z.array(z.string()).describe('Words for {random}; changed by the routes of the word bank'),
});
export type GlobalSettings = z.infer<typeof GlobalSettings>;

/** Any subset of them; the word bank has its own routes. */
export const GlobalChange = z.strictObject(fields).partial();
export type GlobalChange = z.infer<typeof GlobalChange>;

export const globalDefaults: GlobalSettings = {
  title_template: '{filename}',
  description_template: 'Uploaded via Hopper',
  wordbank: [],
  upload_immediately: true,
  schedule_mode: 'spaced',
  schedule_interval_value: 1,
  schedule_interval_unit: 'hours',
  schedule_start_time: '',
  upload_first_immediately: true,
  allow_duplicates: false,
  time_zone: 'UTC',
  keep_media_days: 30,
};
