import * as z from 'zod';

/** An answer that can be given again, byte for byte. */
export const StoredAnswer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  /** Null for an answer that was too long to keep. */
  body: z.string().nullable(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** A caller's key is nobody else's. */
export interface IdempotencyKey {
  readonly ownerId: string;
  /** SHA-256 of the key, base64url. */
  readonly keyHash: string;
}

/** One attempt to carry a request out. Times are epoch milliseconds. */
export interface IdempotencyClaim {
  /** Unique for every attempt: what this one began, no other one ends. */
  readonly claimId: string;
  /** SHA-256 of what was asked, base64url. */
  readonly requestHash: string;
  readonly now: number;
  /** Until then nobody else begins; after it the attempt counts as dead. */
  readonly leaseUntil: number;
  /** When everything about the key is forgotten. */
  readonly forgetAt: number;
}

/** Who may go on: this attempt, or nobody because another one runs or has been answered. */
export type Begun =
  | { readonly state: 'mine' }
  | { readonly state: 'running'; readonly requestHash: string }
  | { readonly state: 'done'; readonly requestHash: string; readonly answer: StoredAnswer };

/** Remembers which requests have begun and how they were answered. */
export interface IdempotencyStore {
  /** Takes the key if it is free, forgotten, or held by an attempt whose lease has run out. At most one attempt gets it. */
  begin(key: IdempotencyKey, claim: IdempotencyClaim): Promise<Begun>;
  /** Keeps the answer, unless the key has gone to another attempt. */
  finish(key: IdempotencyKey, claimId: string, answer: StoredAnswer): Promise<void>;
  /** Frees the key, unless it has gone to another attempt. */
  release(key: IdempotencyKey, claimId: string): Promise<void>;
}
