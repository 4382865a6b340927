import * as z from 'zod';

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
