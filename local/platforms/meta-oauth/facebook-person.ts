import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { GraphError } from './graph-error.ts';
import type { MetaAccounts, MetaCaller } from './meta-accounts.ts';
import { grantIdOf } from './meta-store.ts';
import { selectFields } from './select-fields.ts';

/**
 * `GET /me/accounts`: the Pages of a person, with the linked professional account where there is one.
 * @throws GraphError
 */
export function handlePages(meta: MetaAccounts, caller: MetaCaller, { query, nowMs, url }: Exchange): Answer {
  const { person, granted, token } = caller;
  if (!person || !granted.includes('pages_show_list')) return jsonAnswer(200, { data: [] });
  const all = person.pages.map((page) => {
    const linked = page.instagram === null ? undefined : meta.findInstagram(page.instagram);
    const isProfessional = linked && linked.accountType !== 'PERSONAL' && granted.includes('instagram_basic');
    return {
      id: page.id,
      name: page.name,
      access_token: () => issuePageToken(meta, caller, page.id, nowMs),
      ...(isProfessional && { instagram_business_account: { id: linked.userId } }),
    };
  });
  const limit = Math.max(1, Number(query.get('limit') ?? 25));
  const start = query.has('after') ? Number(Buffer.from(query.get('after') ?? '', 'base64url').toString()) : 0;
  const shown = all.slice(start, start + limit);
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
  const next = new URL(url);
  next.searchParams.set('after', cursor(start + limit));
  next.searchParams.set('access_token', token.token);
  return jsonAnswer(200, {
    data: shown.map((page) => selectFields(page, query.get('fields') ?? 'id,name,access_token')),
    paging: {
      cursors: { before: cursor(start), after: cursor(start + limit) },
      ...(start + limit < all.length && { next: next.href }),
    },
  });
}

/** A Page's token has no end of its own when it comes from a long-lived one. */
function issuePageToken(meta: MetaAccounts, { token }: MetaCaller, pageId: string, nowMs: number): string {
  const { login, clientId, subject } = token;
  const expiresAtMs = token.kind === 'short' ? token.expiresAtMs : null;
  return meta.issue({ login, clientId, subject, kind: 'page', pageId, issuedAtMs: nowMs, expiresAtMs }).token;
}

/** `GET /me/permissions`. */
export function handlePermissions(meta: MetaAccounts, { token }: MetaCaller): Answer {
  const grant = meta.store.grants.find(grantIdOf(token));
  const of = (names: readonly string[], status: string) => names.map((permission) => ({ permission, status }));
  return jsonAnswer(200, { data: [...of(grant?.granted ?? [], 'granted'), ...of(grant?.declined ?? [], 'declined')] });
}

/** `DELETE /me/permissions`: everything; `DELETE /{user}/permissions/{permission}`: one. */
export function handleRevokePermissions(meta: MetaAccounts, { token }: MetaCaller, { path }: Exchange): Answer {
  const single = /\/permissions\/(\w+)$/.exec(path)?.[1];
  const grant = meta.store.grants.find(grantIdOf(token));
  if (single === undefined) meta.revokeGrant(token);
  else if (grant) {
    const granted = grant.granted.filter((name) => name !== single);
    meta.store.grants.put({ ...grant, granted, declined: [...grant.declined, single] });
  }
  return jsonAnswer(200, { success: true });
}

/** `GET /debug_token?input_token=…` with the app's own token `<id>|<secret>`. @throws GraphError */
export function handleDebugToken(meta: MetaAccounts, { query, nowMs }: Exchange): Answer {
  const [clientId = '', secret] = (query.get('access_token') ?? '').split('|');
  if (meta.findApp(clientId, 'facebook')?.clientSecret !== secret) throw new GraphError({ code: 190 });
  const token = meta.store.tokens.find(query.get('input_token') ?? '');
  if (!token) return jsonAnswer(200, { data: { is_valid: false, error: { code: 190, message: 'Malformed token' } } });
  const toSeconds = (ms: number | null) => (ms === null ? 0 : Math.floor(ms / 1000));
  const isValid = token.refusedWith === null && (token.expiresAtMs ?? Number.POSITIVE_INFINITY) > nowMs;
  return jsonAnswer(200, {
    data: {
      app_id: token.clientId,
      type: token.kind === 'page' ? 'PAGE' : 'USER',
      is_valid: isValid,
      expires_at: toSeconds(token.expiresAtMs),
      data_access_expires_at: toSeconds(token.issuedAtMs + 90 * 24 * 3600 * 1000),
      scopes: meta.store.grants.find(grantIdOf(token))?.granted ?? [],
      ...(!isValid && { error: { code: 190, subcode: token.refusedWith ?? 463, message: 'Session has expired.' } }),
    },
  });
}
