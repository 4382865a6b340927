/** A Lambda proxy integration. */
export interface Integration {
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/** A Lambda authorizer with simple responses. */
export interface Authorizer {
  readonly functionArn: string;
  /** Expressions such as `$request.header.Authorization`, each of which a request must have a value for. */
  readonly identitySource: readonly string[];
}

export interface RouteModel {
  /** `GET /api/videos/{videoId}` or `$default`. */
  readonly routeKey: string;
  readonly integrationId: string;
  readonly authorizerId?: string | undefined;
}

/** Requests per second that a stage lets through, and how many at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** An HTTP API as its templates declare it. */
export interface HttpApiModel {
  readonly apiId: string;
  readonly routes: RouteModel[];
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, Authorizer>;
  throttle?: Throttle;
}
