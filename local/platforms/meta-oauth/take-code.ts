import type { MetaAccounts } from './meta-accounts.ts';
import type { MetaApp } from './meta-apps.ts';
import type { MetaCode } from './meta-store.ts';

/** Uses a code up; undefined when it is unknown, used, too old, another app's or for another redirect URI. */
export function takeCode(meta: MetaAccounts, app: MetaApp, form: URLSearchParams, nowMs: number): MetaCode | undefined {
  const code = meta.store.codes.find(form.get('code') ?? '');
  if (!code || code.used || code.expiresAtMs <= nowMs || code.clientId !== app.clientId) return undefined;
  if (code.redirectUri !== form.get('redirect_uri')) return undefined;
  meta.store.codes.put({ ...code, used: true });
  return code;
}
