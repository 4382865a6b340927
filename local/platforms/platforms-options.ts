import * as z from 'zod';
import { driveOptionsSchema } from './google-drive/drive-options.ts';
import { oauthClientSchema } from './google-oauth/oauth-clients.ts';
import { defaultAccounts, simulatedAccountSchema } from './google-oauth/simulated-accounts.ts';
import { instagramOptionsSchema } from './instagram/instagram-options.ts';
import { metaOptionsSchema } from './meta-oauth/meta-options.ts';
import { tiktokOptionsSchema } from './tiktok/tiktok-options.ts';
import { youtubeOptionsSchema } from './youtube/youtube-options.ts';

/** Everything that can be set about the simulated platforms; every field has a default except where data lives. */
export const platformsOptionsSchema = z.strictObject({
  /** 0 picks a free port. */
  port: z.int().min(0).max(65_535).default(0),
  /** Address to listen on. */
  host: z.string().default('127.0.0.1'),
  dataDir: z.string().min(1),
  /** Consent pages redirect at once instead of asking. */
  autoConsent: z.boolean().default(false),
  /** Redirect URIs of the built-in client `hopper-local`, compared character by character. */
  redirectUris: z.array(z.string()).default([]),
  /** Further OAuth clients. */
  clients: z.array(oauthClientSchema).default([]),
  accounts: z.array(simulatedAccountSchema).min(1).prefault(defaultAccounts),
  /** Life of an access token, seconds. */
  accessTokenSeconds: z.int().min(1).default(3599),
  drive: driveOptionsSchema.prefault({}),
  youtube: youtubeOptionsSchema.prefault({}),
  tiktok: tiktokOptionsSchema.prefault({}),
  meta: metaOptionsSchema.prefault({}),
  instagram: instagramOptionsSchema.prefault({}),
});
export type PlatformsOptions = z.output<typeof platformsOptionsSchema>;
export type PlatformsOptionsInput = z.input<typeof platformsOptionsSchema>;
