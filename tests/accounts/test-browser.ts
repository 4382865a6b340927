import { randomUUID } from 'node:crypto';
import type { APIGatewayRequestAuthorizerEventV2, Context } from 'aws-lambda';
import { routes } from '../../functions/auth/endpoints.ts';
import type { HttpAnswer, HttpEvent } from '../../shared/http/http-event.ts';
import type { AccountsWorld } from './accounts-world.ts';

export type RouteId = keyof typeof routes;

export interface CallOptions {
  readonly body?: unknown;
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string | undefined>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  readonly body: any;
  readonly raw: HttpAnswer;
}

/** A browser as far as the API can tell: it keeps one cookie and learns its CSRF token. */
export class TestBrowser {
  readonly #world: AccountsWorld;
  readonly #isSecure: boolean;
  readonly ip: string;
  cookie: string | undefined;

  constructor(world: AccountsWorld, { ip = '203.0.113.9', isSecure = true, cookie = '' } = {}) {
    this.#world = world;
    this.#isSecure = isSecure;
    this.ip = ip;
    this.cookie = cookie || undefined;
  }

  get token(): string {
    return this.cookie?.split('=')[1] ?? '';
  }

  /** Calls a route the way API Gateway would: first the authorizer, then the function. */
  async call(id: RouteId, options: CallOptions = {}): Promise<Answer> {
    const { method, access } = routes[id];
    const csrf = method !== 'GET' && access !== 'public' && this.cookie ? await this.csrfToken() : undefined;
    return this.send(id, { ...options, headers: { 'x-csrf-token': csrf, ...options.headers } });
  }

  async csrfToken(): Promise<string> {
    return (await this.send('csrf')).body.csrf_token;
  }

  /** The same without fetching a CSRF token first. */
  async send(id: RouteId, options: CallOptions = {}): Promise<Answer> {
    const event = this.#event(id, options);
    if (routes[id].access !== 'public') {
      const { context } = await this.#world.authorizer(event as unknown as APIGatewayRequestAuthorizerEventV2);
      event.requestContext.authorizer = { lambda: context };
    }
    const origin = this.#isSecure ? 'https://hopper.example' : 'http://localhost:3000';
    const raw = await this.#world.handlerAt(origin)(event, { getRemainingTimeInMillis: () => 15_000 } as Context);
    this.#keepCookie(raw);
    return { status: raw.statusCode, body: JSON.parse(raw.body), raw };
  }

  async register(email: string, password: string): Promise<Answer> {
    return this.call('register', { body: { email, password } });
  }

  async logIn(email: string, password: string): Promise<Answer> {
    return this.call('login', { body: { email, password } });
  }

  /** The e-mail of whoever is signed in here. */
  async whoAmI(): Promise<string | null> {
    return (await this.call('me')).body.user?.email ?? null;
  }

  #event(id: RouteId, { body, params = {}, headers = {} }: CallOptions) {
    const { method, path: template } = routes[id];
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    const routeKey = `${method} ${template}`;
    const event: HttpEvent & { requestContext: { authorizer?: { lambda?: unknown } } } = {
      version: '2.0',
      routeKey,
      rawPath: path,
      rawQueryString: '',
      ...(this.cookie ? { cookies: [this.cookie] } : {}),
      headers: {
        'x-forwarded-proto': this.#isSecure ? 'https' : 'http',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      pathParameters: params,
      requestContext: {
        accountId: '0',
        apiId: 'api',
        domainName: 'hopper.example',
        domainPrefix: 'hopper',
        http: { method, path, protocol: 'HTTP/1.1', sourceIp: this.ip, userAgent: `browser at ${this.ip}` },
        requestId: randomUUID(),
        routeKey,
        stage: '$default',
        time: '',
        timeEpoch: 0,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      isBase64Encoded: false,
    };
    return event;
  }

  #keepCookie({ cookies }: HttpAnswer): void {
    for (const line of cookies ?? []) this.cookie = /max-age=0/i.test(line) ? undefined : line.split(';')[0];
  }
}
