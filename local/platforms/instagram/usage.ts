import { GraphError } from '../meta-oauth/graph-error.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import type { Instagram } from './instagram.ts';

const dayMs = 24 * 3600 * 1000;
const hourMs = 3600 * 1000;

/**
 * Counts a call against the app's hour.
 * @returns the header that tells how much of it is used
 * @throws GraphError 4 when it is used up
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export function countCall(instagram: Instagram, { token }: MetaCaller, nowMs: number): Record<string, string> {
  const scope = `meta/${token.clientId}/${Math.floor(nowMs / hourMs)}`;
  const calls = instagram.quota.add(scope, 'calls');
  const percent = Math.floor((calls / instagram.options.hourlyCalls) * 100);
  if (calls > instagram.options.hourlyCalls) throw new GraphError({ code: 4, headers: usageHeaders(4, 100) });
  return usageHeaders(0, percent);
}

/** Headers as they come along with an answer, or with the refusal that a used-up limit gives. */
export function usageHeaders(code: number, percent: number): Record<string, string> {
  const usage = { call_count: percent, total_time: percent, total_cputime: percent };
  const headers = { 'x-app-usage': JSON.stringify(usage) };
  if (code !== 80001 && code !== 80002) return headers;
  const entry = { type: 'instagram', ...usage, estimated_time_to_regain_access: 7 };
  return { ...headers, 'x-business-use-case-usage': JSON.stringify({ '17841400000000000': [entry] }) };
}

/** Posts of an account in the 24 hours before now, deleted ones included. */
export function countPosts(instagram: Instagram, accountId: string, nowMs: number): number {
  return instagram.media.listByOwner(accountId).filter(({ publishedAtMs }) => publishedAtMs > nowMs - dayMs).length;
}

/** @throws GraphError when the account has made its containers of the day */
export function assertContainersLeft(instagram: Instagram, accountId: string, nowMs: number): void {
  const recent = instagram.containers.listByOwner(accountId).filter(({ createdAtMs }) => createdAtMs > nowMs - dayMs);
  if (recent.length < instagram.options.dailyContainers) return;
  throw new GraphError({ code: 9, subcode: 2207042, message: 'Too many containers in 24 hours.' });
}
