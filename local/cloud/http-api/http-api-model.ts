import * as z from 'zod';

/** A Lambda proxy integration. */
export const Integration = z.object({ functionArn: z.string(), timeoutMs: z.number() });
export type Integration = Readonly<z.infer<typeof Integration>>;

/** A Lambda authorizer with simple responses. */
export const Authorizer = z.object({
  functionArn: z.string(),
  /** Expressions such as `$request.header.Authorization`, each of which a request must have a value for. */
  identitySource: z.array(z.string()),
});
export type Authorizer = Readonly<z.infer<typeof Authorizer>>;

export const RouteModel = z.object({
  /** `GET /api/videos/{videoId}` or `$default`. */
  routeKey: z.string(),
  integrationId: z.string(),
  authorizerId: z.string().optional(),
});
export type RouteModel = Readonly<z.infer<typeof RouteModel>>;

/** Requests per second that a stage lets through, and how many at once. */
export const Throttle = z.object({ rate: z.number(), burst: z.number() });
export type Throttle = Readonly<z.infer<typeof Throttle>>;

/** An HTTP API as its templates declare it. Integrations and authorizers are known by their ids. */
export const HttpApiModel = z.object({
  apiId: z.string(),
  routes: z.array(RouteModel),
  integrations: z.record(z.string(), Integration),
  authorizers: z.record(z.string(), Authorizer),
  throttle: Throttle.optional(),
});
export type HttpApiModel = z.infer<typeof HttpApiModel>;
