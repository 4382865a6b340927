import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A privilege boundary: one Lambda function with its own role serves all routes of an area. */
export type Area = 'system' | 'auth' | 'settings' | 'videos' | 'connections' | 'session' | 'drive' | 'account';

/**
 * Who may call: `public` = anyone, no session is looked up; `optional` = anyone, a session is recognised;
 * `session` = signed-in users only, and programs with an API token of theirs whose scope fits (`scopeOf`). State-changing
 * calls that carry a session need the CSRF token.
 */
export type Access = 'public' | 'optional' | 'session';

/**
 * One HTTP route, declared once. Server validation, API Gateway routes, OpenAPI, the typed client and the
 * security battery are all made from this value.
 */
export interface RouteSpec {
  /** Operation id in OpenAPI and method name in the client. */
  readonly id: string;
  readonly method: Method;
  /** API Gateway syntax: `/api/videos/{videoId}`. */
  readonly path: string;
  readonly area: Area;
  readonly access: Access;
  readonly summary: string;
  readonly description?: string;
  /** Path parameters; a value that does not parse answers 404, as an unknown id does. */
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON body; unknown fields are refused. */
  readonly body?: z.ZodType;
  /** Success status. 302 routes answer `{ location }`, which becomes the Location header. */
  readonly status: 200 | 201 | 202 | 302;
  readonly output: z.ZodType;
  /** Errors beyond those that every route can answer (see `commonErrors`). */
  readonly errors?: readonly ErrorCode[];
  /** The endpoint answers `{ body, session }`, and the session becomes a cookie. */
  readonly setsSession?: true;
  /** Response headers that repeat a field of the output: header name → field; a field without a value sends none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The endpoint answers a finished text of this type instead of JSON; the output is a string. */
  readonly raw?: 'application/json' | 'text/html';
  /** Takes a body of any type without looking at it, for a sender that is no client of ours; the route has no body of its own. */
  readonly formAllowed?: true;
  /** Needs the browser that the user sits at: API tokens are refused. */
  readonly browserOnly?: true;
  /** Takes query parameters as fields of the body, which wins over them. */
  readonly queryAsBody?: true;
  /** The answer carries an ETag: the field `version` of the output, or a hash of the body. */
  readonly etag?: 'version' | 'body';
  /** The endpoint gets `context.ifMatch` and throws precondition_failed (`assertIfMatch`). */
  readonly ifMatch?: true;
  /** Fields of the output that are shown once: an answer that is given again (Idempotency-Key) has null in their place. */
  readonly withheld?: readonly string[];
  /**
   * The endpoint answers `{ body, nextCursor? }`; where there is one, the answer carries it as `x-next-cursor` and within a
   * `link` to the next page. The query has a field `cursor`.
   */
  readonly pages?: true;
}

/** Declares a route and keeps its exact types for the server and the client. */
export function route<const Spec extends RouteSpec>(spec: Spec): Spec {
  return spec;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Raw<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What the endpoint behind a route receives. */
export interface RouteInput<Spec extends RouteSpec> {
  readonly params: Parsed<Spec['params']>;
  readonly query: Parsed<Spec['query']>;
  readonly body: Parsed<Spec['body']>;
}

/** What a caller of the typed client passes. */
export type ClientInput<Spec extends RouteSpec> = (Spec['params'] extends z.ZodType
  ? { params: Raw<Spec['params']> }
  : object) &
  (Spec['query'] extends z.ZodType ? { query?: Raw<Spec['query']> } : object) &
  (Spec['body'] extends z.ZodType ? BodyInput<Raw<Spec['body']>> : object);

/** A body that may be left out may be left out of the input as well. */
type BodyInput<Body> = undefined extends Body ? { body?: Body } : { body: Body };

export type RouteOutput<Spec extends RouteSpec> = z.infer<Spec['output']>;

/** Errors that any route can answer; `access` adds unauthenticated and csrf. */
export const commonErrors: readonly ErrorCode[] = ['bad_request', 'invalid_input', 'internal', 'unavailable'];
