/** Values that are handed out once, found by a random secret that travels through a browser; only its hash is stored. */
export interface OneTimeStore<Value extends { readonly validUntil: number }> {
  /** @param secret at least 128 random bits; `validUntil` is epoch ms: nobody needs the value later */
  put(secret: string, value: Value): Promise<void>;
  /** Takes it out for good: of two callers with the same secret one gets it. It may be older than `validUntil`. */
  take(secret: string): Promise<Value | undefined>;
}
