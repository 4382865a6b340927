import { GraphError } from '../meta-oauth/graph-error.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import type { MetaApp } from '../meta-oauth/meta-apps.ts';
import { permissionNames } from '../meta-oauth/permissions.ts';
import type { SimulatedInstagram } from '../meta-oauth/simulated-accounts.ts';
import type { Exchange } from '../platform.ts';
import type { Instagram } from './instagram.ts';
import type { Parameters } from './parameters.ts';

/** Which host was called: graph.instagram.com takes tokens of Instagram Login, graph.facebook.com those of Facebook Login. */
export function loginOf({ path }: Pick<Exchange, 'path'>): MetaApp['login'] {
  return path.startsWith('/graph/') ? 'instagram' : 'facebook';
}

/** The token of a request, from a parameter or the header. @throws GraphError 401 for a malformed header */
export function readToken(exchange: Exchange, parameters: Parameters): string {
  const header = exchange.request.headers.authorization;
  const bearer = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  if (header !== undefined && bearer === undefined) throw new GraphError({ code: 190, status: 401 });
  const token = parameters.access_token ?? bearer;
  if (token) return token;
  throw new GraphError({ code: 104, message: 'An access token is required to request this resource.' });
}

/** @throws GraphError 190 without a live token, 10 without the permission */
export function authorizeCaller(
  instagram: Instagram,
  exchange: Exchange,
  parameters: Parameters,
  need: keyof typeof permissionNames | null,
): MetaCaller {
  const login = loginOf(exchange);
  const caller = instagram.meta.authenticate(readToken(exchange, parameters), login, exchange.nowMs);
  if (need !== null && !caller.granted.includes(permissionNames[need][login])) throw new GraphError({ code: 10 });
  return caller;
}

/** The professional account of a path. @throws GraphError 100/33 when this token does not reach it */
export function requireAccount(caller: MetaCaller, id: string): SimulatedInstagram {
  const account = caller.accounts.find((candidate) => id === 'me' || candidate.userId === id);
  if (account) return account;
  throw new GraphError({ code: 100, subcode: 33 });
}
