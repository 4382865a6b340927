import * as z from 'zod';
import { PlatformName } from '../platform-names.ts';

/** As a field of requests; a path with any other id names nothing. */
export const connectionId = z.string().regex(/^[0-9a-f]{26}$/, 'Not the id of an account.');

const ConnectionState = z
  .enum(['connected', 'reconnect'])
  .describe('reconnect = access was revoked; posts wait until connected again');

export const waitingPosts =
  'Answers 409 when posts wait at the account, unseen, for their time to go live: without access they cannot be taken back, and YouTube brings them out by itself. Cancel them first, or say `force`.';

/** Query of the ways out. */
export const endQuery = z.strictObject({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Also when posts wait there, unseen, for their time, and may come out all the same'),
});

export const Account = z.object({
  id: z.string().describe('Id of the connection at Hopper'),
  platform: PlatformName,
  remote_id: z.string().describe('Id of the channel or account at the platform'),
  name: z.string(),
  avatar_url: z.string().nullable(),
  state: ConnectionState,
  connected_at: z.iso.datetime(),
});

const Health = z
  .object({
    state: z.enum(['ok', 'paused']),
    until: z.iso.datetime().nullable().describe('When posts are begun again; null = nothing is paused'),
    cause: z.object({ code: z.string(), message: z.string() }).nullable().describe('What the platform said'),
  })
  .describe('paused = the platform failed or asked for patience: no new post is begun at the account until then')
  .meta({ examples: [{ state: 'ok', until: null, cause: null }] });

export const ConnectedAccount = z.object({
  ...Account.shape,
  variant: z.string().nullable().describe('How it was logged in to, where a platform has several ways'),
  enabled: z.boolean().describe('Whether videos are posted to it'),
  is_default: z.boolean().describe('The account that routes mean which name only the platform; one per platform'),
  health: Health,
  capabilities: z.unknown().describe('What the platform said this account may do; null = it says nothing'),
});

export const Destination = z.object({ connected: z.boolean(), enabled: z.boolean() });
