import * as z from 'zod';
import { PlatformName } from '../../contract/platform-names.ts';
import { Circuit, closedCircuit } from './circuit.ts';
import { Grant } from './grant.ts';

/** A user's grant at a platform: one account or channel. Times in epoch ms. */
export const Connection = Grant.extend({
  platform: PlatformName,
  /** What the platform said this account may do, in the shape of the platform's own folder; null = never asked. */
  capabilities: z.unknown().default(null),
  /**
   * The account that routes mean which name only the platform. Not stored: it follows from all accounts of the
   * platform, so ConnectionStore fills it in and TokenStore does not know it.
   */
  isDefault: z.boolean().default(true),
  /** When the user chose it as the default; 0 = never. */
  preferredAt: z.number().default(0),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  enabled: z.boolean(),
  /** Whether posts may be begun at the account; a new connection knows nothing bad. */
  circuit: Circuit.default(closedCircuit),
  /** When the account was connected first; connecting again keeps it. */
  connectedAt: z.number(),
});
export type Connection = z.infer<typeof Connection>;

/** What the platform says about the account behind a grant. */
export interface RemoteAccount {
  readonly remoteId: string;
  readonly capabilities: unknown;
  readonly name: string;
  readonly avatarUrl: string | null;
}
