import * as z from 'zod';

/**
 * listing: a folder whose children are still to be seen · link: a shortcut that is looked at after all folders · planned: to be
 * done · copying, verifying, finishing: under way · done · skipped: left out, by plan · failed
 *
 * finishing: the copy is verified; what is left is the source (trash) or the row of the video.
 */
export const itemStates = [
  'listing',
  'link',
  'planned',
  'copying',
  'verifying',
  'finishing',
  'done',
  'skipped',
  'failed',
] as const;
export const ItemState = z.enum(itemStates);
export type ItemState = z.infer<typeof ItemState>;

/** Whether nothing more is done with an item, unless its user has it tried again. */
export function hasEnded(state: ItemState): state is 'done' | 'skipped' | 'failed' {
  return state === 'done' || state === 'skipped' || state === 'failed';
}

/** folder: make or merge · copy: bytes as they are · export: a Google document · shortcut: to a copy · import: a video · none */
export const ItemAction = z.enum(['folder', 'copy', 'export', 'shortcut', 'import', 'none']);

const Cause = z.object({ code: z.string(), message: z.string() });

/** One file, folder or shortcut of a transfer. Times of Drive as RFC 3339, others in epoch ms. */
export const TransferItem = z.object({
  transferId: z.string(),
  /** Id of the file at the source; for a shortcut to something outside of the tree the target's. Never twice in a transfer. */
  itemId: z.string(),
  seq: z.number(),
  /** The folder of the transfer that it is in; null = it was chosen itself. */
  parentId: z.string().nullable(),
  depth: z.number(),
  /** Name at the source. */
  name: z.string(),
  /** Name at the destination, when it is another one. */
  newName: z.string().nullable().default(null),
  mimeType: z.string(),
  /** The shared drive at the source that it is in. */
  driveId: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  sizeBytes: z.number().nullable(),
  md5: z.string().nullable(),
  sha256: z.string().nullable().default(null),
  createdTime: z.string(),
  modifiedTime: z.string(),
  action: ItemAction,
  /** Type into which a document is exported. */
  exportType: z.string().nullable().default(null),
  /** For a shortcut: the item that it points to. */
  targetItemId: z.string().nullable().default(null),
  /** The shortcut at the source in whose place this lies, which was not chosen itself: then that goes to the trash, this stays. */
  via: z.string().nullable().default(null),
  /** What it will lose: codes, see noteTexts. */
  notes: z.array(z.string()).default([]),
  state: ItemState,
  /** Why it is skipped, has failed, or waits. */
  reason: Cause.nullable().default(null),
  /** Where the listing of this folder goes on. */
  pageToken: z.string().nullable().default(null),
  /** Id at the destination: generated and stored before the file is made, or that of the file which is there. */
  destId: z.string().nullable().default(null),
  /** The file with `destId` was there before: it gets new content; a folder is merged with it, if it is still there. */
  replaces: z.boolean().default(false),
  /** What the code of this action remembers between steps: address of the session, … */
  checkpoint: z.unknown().default(null),
  bytesDone: z.number().default(0),
  failures: z.number().default(0),
  notBefore: z.number().default(0),
  /** A folder whose source is laid in the trash in the phase `clean`, if it is empty then; false once that was looked at. */
  cleans: z.boolean().default(false),
  /** The video that came of it. */
  videoId: z.string().nullable().default(null),
  endedAt: z.number().nullable().default(null),
});
export type TransferItem = z.infer<typeof TransferItem>;
