import * as z from 'zod';

const channelSchema = z.strictObject({
  id: z.string().regex(/^UC[\w-]{22}$/),
  title: z.string(),
  handle: z.string().regex(/^@/),
  description: z.string().default(''),
  country: z.string().length(2).optional(),
  /** Only `allowed` (a verified channel) may post videos longer than 15 minutes. */
  longUploads: z.enum(['allowed', 'eligible', 'disallowed', 'longUploadsUnspecified']).default('allowed'),
  customThumbnails: z.boolean().default(true),
  publishedAt: z.iso.datetime().default('2019-03-01T09:00:00Z'),
});
export type SimulatedChannel = z.infer<typeof channelSchema>;

/** Something a person can pick on the consent page: a Google account, or a brand account that one manages. */
export const simulatedAccountSchema = z.strictObject({
  /** Short name for `sim_account`. */
  id: z.string(),
  sub: z.string().regex(/^\d+$/),
  email: z.email(),
  name: z.string(),
  /** Short name of the Google account that manages this brand account. */
  managedBy: z.string().nullable().default(null),
  channel: channelSchema.nullable(),
});
export type SimulatedAccount = z.infer<typeof simulatedAccountSchema>;

/** The people and channels of the local world. */
export const defaultAccounts: z.input<typeof simulatedAccountSchema>[] = [
  {
    id: 'ada',
    sub: '104217000000000000001',
    email: 'ada@example.com',
    name: 'Ada Marsh',
    channel: { id: 'UCada0000000000000000001', title: 'Ada Makes', handle: '@adamakes', country: 'IT' },
  },
  {
    id: 'ben',
    sub: '104217000000000000002',
    email: 'ben@example.com',
    name: 'Ben Okoro',
    channel: { id: 'UCben0000000000000000002', title: 'Ben Builds', handle: '@benbuilds', country: 'GB' },
  },
  {
    id: 'cleo',
    sub: '104217000000000000003',
    email: 'cleo@example.com',
    name: 'Cleo Winter',
    channel: null,
  },
  {
    id: 'dana',
    sub: '104217000000000000004',
    email: 'dana@example.com',
    name: 'Dana Ruiz',
    channel: {
      id: 'UCdana000000000000000004',
      title: 'Dana Ruiz',
      handle: '@danaruiz',
      longUploads: 'eligible',
      customThumbnails: false,
    },
  },
  {
    id: 'north-studio',
    sub: '104217000000000000005',
    email: 'north-studio-5530@pages.plusgoogle.com',
    name: 'North Studio',
    managedBy: 'dana',
    channel: { id: 'UCnorth00000000000000005', title: 'North Studio', handle: '@northstudio', country: 'US' },
  },
];
