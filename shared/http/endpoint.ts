import type { Contract } from '../contract/contract.ts';
import type { Area, RouteInput, RouteOutput, RouteSpec } from '../contract/route.ts';

/** The signed-in user. Everything that a user owns is stored under `userId`. */
export interface Caller {
  readonly userId: string;
  /** Public handle of the session, as listed to its user; not the cookie. Missing where a program calls with a token. */
  readonly sessionId?: string;
  /** Public handle of the API token; missing where a browser calls with a session. */
  readonly tokenId?: string;
}

/** What an endpoint may know about the call beside its input. */
export interface CallContext {
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Raw value of the session cookie, proved or not; never beside an API token. */
  readonly sessionToken?: string;
  /** ETag that the caller knows, without quotes, or `*`; only on routes with `ifMatch`. See `assertIfMatch`. */
  readonly ifMatch?: string;
  /** Present when the session is valid; never on `public` routes. */
  readonly caller?: Caller;
}

/** The context on `access: 'session'` routes. */
export interface SignedInContext extends CallContext {
  readonly caller: Caller;
}

/** The same where API tokens are refused: in the areas of accounts and on `browserOnly` routes. */
export interface BrowserContext extends CallContext {
  readonly sessionToken: string;
  readonly caller: Caller & { readonly sessionId: string };
}

/** A new session cookie, or the end of the present one. */
export type SessionChange = { readonly token: string; readonly maxAgeSeconds: number } | 'end';

export type ContextOf<Spec extends RouteSpec> = Spec extends { access: 'session' }
  ? Spec extends { area: 'auth' | 'account' } | { browserOnly: true }
    ? BrowserContext
    : SignedInContext
  : CallContext;

/** What the endpoint of a route answers: the output, with the session or the next page beside it where the route has them. */
export type EndpointResult<Spec extends RouteSpec> = Spec extends { setsSession: true }
  ? { readonly body: RouteOutput<Spec>; readonly session: SessionChange }
  : Spec extends { pages: true }
    ? { readonly body: RouteOutput<Spec>; readonly nextCursor?: string | undefined }
    : RouteOutput<Spec>;

/**
 * The code behind one route. It sees no event, header or status; it throws HopperError for whatever the user can cause.
 * Output that the contract does not declare is stripped or refused before it leaves.
 */
export type Endpoint<Spec extends RouteSpec, Deps = unknown> = (
  input: RouteInput<Spec>,
  context: ContextOf<Spec>,
  deps: Deps,
) => Promise<EndpointResult<Spec>>;

type RouteIdOf<A extends Area> = {
  [Id in keyof Contract]: Contract[Id] extends { area: A } ? Id : never;
}[keyof Contract];

/** Exactly the routes that the contract gives to one area. */
export type AreaRoutes<A extends Area> = Pick<Contract, RouteIdOf<A>>;

/** Exactly the endpoints that the contract wants of one area. */
export type AreaEndpoints<A extends Area, Deps> = { readonly [Id in RouteIdOf<A>]: Endpoint<Contract[Id], Deps> };
