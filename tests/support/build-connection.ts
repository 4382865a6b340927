import { closedCircuit } from '../../shared/domain/connections/circuit.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { SealedTokens, Tokens } from '../../shared/domain/connections/sealed-tokens.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';

/** Tokens in clear, for worlds without KMS. */
export function sealPlainly(tokens: Tokens): SealedTokens {
  return { wrappedKey: '', iv: '', ciphertext: JSON.stringify(tokens), tag: '' };
}

/** A vault that seals nothing. */
export const plainVault: TokenVault = {
  seal: async (_context, tokens) => sealPlainly(tokens),
  open: async (_context, { ciphertext }) => JSON.parse(ciphertext),
};

/** A connected channel with the given differences. */
export function buildConnection(differences: Partial<Connection> = {}): Connection {
  return {
    ownerId: 'owner-1',
    connectionId: 'connection-1',
    platform: 'youtube',
    remoteId: 'UC1',
    variant: null,
    capabilities: null,
    isDefault: true,
    preferredAt: 0,
    name: 'Ada',
    avatarUrl: null,
    state: 'connected',
    enabled: true,
    tokens: sealPlainly({ accessToken: 'access-1', refreshToken: 'refresh-1' }),
    accessExpiresAt: 1_700_003_600_000,
    renewAt: null,
    scopes: [],
    tokenVersion: 1,
    refreshLeaseUntil: 0,
    circuit: closedCircuit,
    connectedAt: 1_700_000_000_000,
    ...differences,
  };
}
