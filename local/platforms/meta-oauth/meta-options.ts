import * as z from 'zod';
import { metaAppSchema } from './meta-apps.ts';
import {
  defaultInstagramAccounts,
  defaultPeople,
  simulatedInstagramSchema,
  simulatedPersonSchema,
} from './simulated-accounts.ts';

const day = 24 * 3600;

/** What can be set about Meta's sign-in. */
export const metaOptionsSchema = z.strictObject({
  /** Further apps. */
  apps: z.array(metaAppSchema).default([]),
  instagramAccounts: z.array(simulatedInstagramSchema).min(1).prefault(defaultInstagramAccounts),
  people: z.array(simulatedPersonSchema).min(1).prefault(defaultPeople),
  /** Life of a short-lived token, seconds. */
  shortTokenSeconds: z.int().min(1).default(3600),
  /** Life of a long-lived token, seconds. */
  longTokenSeconds: z
    .int()
    .min(1)
    .default(60 * day),
  /** How old a long-lived Instagram token must be to be refreshed, seconds. */
  refreshAfterSeconds: z.int().min(0).default(day),
  /** Whether the token before a refresh goes on working (not documented). */
  oldTokenSurvives: z.boolean().default(true),
  /** Shape of the answer to Instagram's code exchange: `data` as documented, `flat` as clients read it. */
  exchangeShape: z.enum(['data', 'flat']).default('data'),
  /** Whether `fb_exchange_token` says how long the token lives; it may be missing. */
  tellsExpiry: z.boolean().default(true),
  /** Lets personal accounts through the consent page, to see what a client makes of them. */
  admitPersonal: z.boolean().default(false),
});
export type MetaOptions = z.output<typeof metaOptionsSchema>;
