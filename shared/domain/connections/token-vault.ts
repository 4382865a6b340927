import type { SealedTokens, Tokens } from './sealed-tokens.ts';

/** Bound into the encryption: sealed tokens that are moved to another row do not open. */
export interface SealContext {
  readonly userId: string;
  readonly connectionId: string;
}

/** Seals and opens tokens. */
export interface TokenVault {
  seal(context: SealContext, tokens: Tokens): Promise<SealedTokens>;
  /** @throws Error when the context is another one or the bytes were changed. */
  open(context: SealContext, sealed: SealedTokens): Promise<Tokens>;
}
