import * as z from 'zod';

/** An Instagram account: what a person picks on Instagram's consent page. */
export const simulatedInstagramSchema = z.strictObject({
  /** Short name for `sim_account`. */
  id: z.string(),
  /** Professional account id, used in publishing paths. */
  userId: z.string().regex(/^1784\d+$/),
  /** The other id of the same account, that only this app sees. */
  appScopedId: z.string().regex(/^\d+$/),
  username: z.string(),
  name: z.string(),
  accountType: z.enum(['BUSINESS', 'MEDIA_CREATOR', 'PERSONAL']),
  trialReels: z.boolean().default(true),
});
export type SimulatedInstagram = z.infer<typeof simulatedInstagramSchema>;

/** A person at Facebook with the Pages that they manage. */
export const simulatedPersonSchema = z.strictObject({
  id: z.string(),
  userId: z.string().regex(/^\d+$/),
  name: z.string(),
  pages: z.array(
    z.strictObject({
      id: z.string().regex(/^\d+$/),
      name: z.string(),
      /** Short name of the linked professional Instagram account. */
      instagram: z.string().nullable(),
    }),
  ),
});
export type SimulatedPerson = z.infer<typeof simulatedPersonSchema>;

const instagram = (number: number, rest: Pick<SimulatedInstagram, 'id' | 'username' | 'name' | 'accountType'>) => ({
  ...rest,
  userId: `1784140000000000${number}`,
  appScopedId: `2500000000000000${number}`,
});

/** The Instagram accounts of the local world. */
export const defaultInstagramAccounts: z.input<typeof simulatedInstagramSchema>[] = [
  instagram(1, { id: 'ada', username: 'adamakes', name: 'Ada Makes', accountType: 'BUSINESS' }),
  instagram(2, { id: 'ben', username: 'benbuilds', name: 'Ben Builds', accountType: 'MEDIA_CREATOR' }),
  instagram(3, { id: 'cleo', username: 'cleowinter', name: 'Cleo Winter', accountType: 'PERSONAL' }),
  {
    ...instagram(4, { id: 'dana', username: 'danaruiz', name: 'Dana Ruiz', accountType: 'MEDIA_CREATOR' }),
    trialReels: false,
  },
  instagram(5, { id: 'north-studio', username: 'northstudio', name: 'North Studio', accountType: 'BUSINESS' }),
];

/** The people at Facebook of the local world. */
export const defaultPeople: z.input<typeof simulatedPersonSchema>[] = [
  {
    id: 'ada',
    userId: '10220000000000001',
    name: 'Ada Marsh',
    pages: [{ id: '61550000000001', name: 'Ada Makes', instagram: 'ada' }],
  },
  {
    id: 'ben',
    userId: '10220000000000002',
    name: 'Ben Okoro',
    pages: [
      { id: '61550000000002', name: 'Okoro Family', instagram: null },
      { id: '61550000000003', name: 'Ben Builds', instagram: 'ben' },
    ],
  },
  { id: 'cleo', userId: '10220000000000003', name: 'Cleo Winter', pages: [] },
  {
    id: 'dana',
    userId: '10220000000000004',
    name: 'Dana Ruiz',
    pages: [{ id: '61550000000004', name: 'Dana Ruiz Photography', instagram: null }],
  },
  {
    id: 'north-studio',
    userId: '10220000000000005',
    name: 'Nora North',
    pages: [
      { id: '61550000000005', name: 'North Studio', instagram: 'north-studio' },
      { id: '61550000000006', name: 'Dana Ruiz for North', instagram: 'dana' },
    ],
  },
];
