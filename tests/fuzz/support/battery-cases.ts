import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { RouteSpec } from '../../../shared/contract/route.ts';
import { type Scope, scopeOf } from '../../../shared/contract/scopes.ts';
import { jsonOf, sampleOf } from '../../http/support/schema-samples.ts';
import type { Call, Shown } from './api-world.ts';

/** Whatever somebody may show who is not who they say, and two users who are. */
export interface Cast {
  readonly owner: { readonly session: string; readonly ids: Readonly<Record<string, string>> };
  readonly other: { readonly session: string; readonly bearer: string };
  readonly unknownSession: string;
  readonly expiredSession: string;
  readonly endedSession: string;
  /** Bearer texts that open nothing, by what is wrong with them. */
  readonly badBearers: Readonly<Record<string, string>>;
  /** A token of the owner that has every scope but one. */
  readonly bearerWithout: Readonly<Record<Scope, string>>;
  readonly fullBearer: string;
}

export interface Case {
  readonly name: string;
  readonly shown: Shown;
  readonly call: Call;
  readonly code: ErrorCode;
  /** The field that must be named. */
  readonly path?: string;
}

/** Every way in which a call of a route must fail, made from its declaration. */
export function casesOf(route: RouteSpec, cast: Cast): Case[] {
  const good = goodCall(route, cast.owner.ids);
  return [
    ...strangers(route, cast).map((shown) => ({ ...shown, call: good })),
    ...forgeries(route, cast, good),
    ...otherUsers(route, cast, good),
    ...wrongInput(route, good).map((wrong) => ({ ...wrong, shown: { session: cast.owner.session } })),
  ];
}

/** A call that would work, but for the case's own fault. */
function goodCall(route: RouteSpec, ids: Readonly<Record<string, string>>): Call {
  const params = route.params ? (sampleOf(route.params) as Record<string, string>) : {};
  const known = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, ids[name] ?? value]));
  const body = goodBodies[route.id];
  return { params: known, ...(body ? { body: JSON.stringify(body) } : {}) };
}

/** Where more is asked of a body than its schema says. */
const goodBodies: Readonly<Record<string, object>> = {
  addAsset: { kind: 'youtube.thumbnail', content_type: 'image/jpeg', size_bytes: 1000 },
};

function strangers(route: RouteSpec, cast: Cast): Omit<Case, 'call'>[] {
  if (route.access === 'public') return [];
  const scope = scopeOf(route);
  const nobody: Omit<Case, 'call' | 'code'>[] = [
    { name: 'no session', shown: {} },
    { name: 'unknown session', shown: { session: cast.unknownSession } },
    { name: 'expired session', shown: { session: cast.expiredSession } },
    { name: 'ended session', shown: { session: cast.endedSession } },
  ];
  return [
    ...(route.access === 'session' ? nobody : []).map((shown) => ({ ...shown, code: 'unauthenticated' as const })),
    ...Object.entries(cast.badBearers).map(([name, bearer]) => ({
      name: `${name} bearer`,
      shown: { bearer },
      code: 'invalid_token' as const,
    })),
    scope
      ? { name: 'bearer without the scope', shown: { bearer: cast.bearerWithout[scope] }, code: 'insufficient_scope' }
      : { name: 'bearer where none may come', shown: { bearer: cast.fullBearer }, code: 'forbidden_scope' },
  ];
}

function forgeries(route: RouteSpec, { owner, other }: Cast, good: Call): Case[] {
  if (route.method === 'GET') return [];
  const shown = { session: owner.session };
  const forged = (name: string, code: ErrorCode, headers: Record<string, string | undefined>): Case => ({
    name,
    shown,
    code,
    call: { ...good, headers },
  });
  const crossSite = [
    forged('cross-site', 'cross_origin', { 'sec-fetch-site': 'cross-site' }),
    forged('sibling subdomain', 'cross_origin', { 'sec-fetch-site': 'same-site' }),
    forged('foreign origin', 'cross_origin', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }),
  ];
  if (route.access === 'public') return crossSite;
  return [
    ...crossSite,
    forged('no CSRF token', 'csrf', { 'x-csrf-token': undefined }),
    forged('CSRF token of another session', 'csrf', { 'x-csrf-token': other.session }),
  ];
}

const ownedBy = ['videoId', 'postId', 'connectionId', 'sessionId', 'tokenId'];

function otherUsers(route: RouteSpec, { other }: Cast, good: Call): Case[] {
  if (!Object.keys(good.params ?? {}).some((name) => ownedBy.includes(name))) return [];
  return [
    { name: 'other user', shown: { session: other.session }, call: good, code: 'not_found' },
    ...(scopeOf(route)
      ? [{ name: 'other user’s token', shown: { bearer: other.bearer }, call: good, code: 'not_found' as const }]
      : []),
  ];
}

function wrongInput(route: RouteSpec, good: Call): Omit<Case, 'shown'>[] {
  const body = route.body ? (sampleOf(route.body) as object) : {};
  const send = (value: unknown): Call => ({ ...good, body: JSON.stringify(value) });
  const code = 'invalid_input';
  const wrong: Omit<Case, 'shown'>[] = [];
  // Where a form is allowed no body is read at all.
  if (route.method !== 'GET' && !route.formAllowed) {
    wrong.push({ name: 'extra field', code, call: send({ ...body, zz_extra: 1 }), path: 'zz_extra' });
    wrong.push({ name: 'extra __proto__', code, call: { ...good, body: '{"__proto__":{"x":1}}' }, path: '__proto__' });
    for (const [kind, value] of [
      ['list', []],
      ['text', 'x'],
      ['null', null],
    ] as const) {
      wrong.push({ name: `${kind} as the body`, code, call: send(value) });
    }
  }
  for (const field of fieldsOf(route.body)) {
    wrong.push({ name: `wrong type of ${field}`, code, call: send({ ...body, [field]: [[[]]] }), path: field });
  }
  const strictQuery = route.query && jsonOf(route.query).additionalProperties === false;
  if (strictQuery || route.queryAsBody) {
    wrong.push({ name: 'extra query', code, call: { ...good, rawQueryString: 'zz_extra=1' }, path: 'zz_extra' });
  }
  return wrong;
}

function fieldsOf(schema: RouteSpec['body']): string[] {
  return schema ? Object.keys(jsonOf(schema).properties ?? {}) : [];
}
