import * as z from 'zod';

const gibibyte = 1024 ** 3;

const memberSchema = z.strictObject({
  /** Short name of an account. */
  account: z.string(),
  role: z.enum(['organizer', 'fileOrganizer', 'writer', 'commenter', 'reader']),
});

/** What can be set about simulated Google Drive. */
export const driveOptionsSchema = z.strictObject({
  /** Storage of every account; null = without limit. The real free one is 15 GB. */
  storageBytes: z
    .number()
    .min(0)
    .nullable()
    .default(15 * gibibyte),
  /** Accounts with another storage, by short name. */
  storageByAccount: z.record(z.string(), z.number().min(0).nullable()).default({}),
  /** Bytes that a user may upload or copy in 24 hours. @see https://support.google.com/a/answer/172541 */
  dailyUploadBytes: z.number().min(0).default(750e9),
  /** Quota units per user and minute. @see https://developers.google.com/workspace/drive/api/guides/limits */
  unitsPerMinute: z.int().min(1).default(325_000),
  /** Life of an upload session, seconds. */
  sessionSeconds: z
    .number()
    .positive()
    .default(7 * 24 * 3600),
  /** How long a new or renamed file is missing from lists, seconds; reading it by its id is not affected. */
  listLagSeconds: z.number().min(0).default(0),
  /** Every n-th page of a list is empty and has a token all the same; 0 = never. */
  emptyPageEvery: z.int().min(0).default(0),
  /** How long the token of a next page can be used, seconds: "several hours" at the real service. */
  pageTokenSeconds: z
    .number()
    .positive()
    .default(4 * 3600),
  /** Items that a folder may hold. */
  maxChildren: z.int().min(1).default(500_000),
  /** Exports above this are refused. */
  exportBytes: z
    .number()
    .min(0)
    .default(10 * 1024 ** 2),
  /** Files above this are deleted once complete: sizes and checksums stay, reading them fails. */
  maxKeptBytes: z
    .number()
    .min(0)
    .default(8 * gibibyte),
  /** Whether an id that was not generated for this user is refused. */
  refusesForeignIds: z.boolean().default(true),
  /** Files that lie there from the start, for a first look; see `demo/`. */
  demoFiles: z.boolean().default(false),
  sharedDrives: z.array(z.strictObject({ id: z.string(), name: z.string(), members: z.array(memberSchema) })).default([
    {
      id: '0AStudioSharedDrive01',
      name: 'North Studio',
      members: [
        { account: 'ada', role: 'organizer' },
        { account: 'ben', role: 'reader' },
      ],
    },
  ]),
});
export type DriveOptions = z.output<typeof driveOptionsSchema>;
