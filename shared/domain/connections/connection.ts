import * as z from 'zod';
import { PlatformName } from '../../contract/platform-names.ts';
import { Circuit, closedCircuit } from './circuit.ts';

/** Tokens under envelope encryption: a data key wrapped by KMS, the rest AES-256-GCM. All base64. */
export const SealedTokens = z.object({
  wrappedKey: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});
export type SealedTokens = z.infer<typeof SealedTokens>;

/** What a platform's token endpoint gave. */
export const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
export type Tokens = z.infer<typeof Tokens>;

/** A user's grant at a platform: one account or channel. All times are epoch milliseconds. */
export const Connection = z.object({
  ownerId: z.string(),
  connectionId: z.string(),
  platform: PlatformName,
  remoteId: z.string(),
  /** Which of the platform's login variants it was connected by; null where there is only one. */
  variant: z.string().nullable().default(null),
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
  state: z.enum(['connected', 'reconnect']),
  enabled: z.boolean(),
  tokens: SealedTokens,
  accessExpiresAt: z.number(),
  /** When the grant is renewed even if nobody uses it; null = it does not end by itself. */
  renewAt: z.number().nullable().default(null),
  scopes: z.array(z.string()),
  /** Grows with every stored set of tokens. */
  tokenVersion: z.number(),
  /** Whoever holds this lease refreshes; the others wait and read again. */
  refreshLeaseUntil: z.number(),
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
