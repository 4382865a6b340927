import * as z from 'zod';
import type { Send } from '../send.ts';
import { buildGraphUrl, type InstagramAddresses, type InstagramVariant } from './addresses.ts';
import { callMeta } from './call-meta.ts';
import type { InstagramCapabilities } from './capabilities.ts';

const Limits = z.object({
  data: z
    .array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() }))
    .default([]),
});

/** Reads how many posts the account may still publish; null when Instagram does not say, which stops nobody. */
export async function fetchQuota(
  send: Send,
  addresses: InstagramAddresses,
  { variant, accountId, token }: { variant: InstagramVariant; accountId: string; token: string },
): Promise<InstagramCapabilities['quota']> {
  const url = buildGraphUrl(addresses, variant, `${accountId}/content_publishing_limit`, {
    fields: 'quota_usage,config',
  });
  const limits = await callMeta(send, { method: 'GET', url, token }, Limits).catch(() => undefined);
  return quotaOf(limits);
}

/** @param answer of `content_publishing_limit`, whatever it is */
export function quotaOf(answer: unknown): InstagramCapabilities['quota'] {
  const [first] = Limits.safeParse(answer).data?.data ?? [];
  return first?.config ? { used: first.quota_usage, total: first.config.quota_total } : null;
}
