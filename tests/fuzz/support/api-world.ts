import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import type { Area, RouteSpec } from '../../../shared/contract/route.ts';
import type { SessionStore } from '../../../shared/domain/accounts/session-store.ts';
import { csrfTokenFor } from '../../../shared/http/csrf-token.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';
import type { AreaHandler } from '../../../shared/http/serve-area.ts';
import { buildEvent, type EventChange } from '../../http/support/build-event.ts';
import { origin, startCloud } from './start-cloud.ts';

/** Who calls, by what the request carries. */
export interface Shown {
  /** Raw session token; sent as the cookie, with its CSRF token. */
  readonly session?: string;
  /** API token; sent without anything that a browser adds. */
  readonly bearer?: string;
}

export type Call = Omit<EventChange, 'cookies' | 'authorizer'>;

/** The functions as they are deployed, on a cloud in this process. */
export async function startApiWorld() {
  const cloud = await startCloud();
  const handlers = await loadHandlers();
  const { handler: authorize } = await import('../../../functions/authorizer/index.ts');
  const sessions = await openSessions();

  /** One call as API Gateway makes it: first the authorizer, where the route has it, then the function. */
  async function call(route: RouteSpec, shown: Shown, change: Call = {}): Promise<HttpAnswer> {
    const cookies = shown.session ? [`hopper_session=${shown.session}`] : [];
    const asked = { ...change, cookies, headers: { ...headersOf(shown), ...change.headers } };
    const said = route.access === 'public' ? undefined : await authorize(buildEvent(route, asked) as never);
    // API Gateway passes the context on as JSON.
    const event = buildEvent(route, {
      ...asked,
      ...(said ? { authorizer: JSON.parse(JSON.stringify(said.context)) } : {}),
    });
    const answer = await handlers[route.area](event, { getRemainingTimeInMillis: () => 15_000 } as Context);
    return answer as HttpAnswer;
  }

  /** What API Gateway has no route for. */
  async function callDefault(method: string, path: string): Promise<HttpAnswer> {
    const event = buildEvent({ ...noRoute, path }, { method });
    const context = { getRemainingTimeInMillis: () => 15_000 } as Context;
    return (await handlers.system({ ...event, routeKey: '$default' }, context)) as HttpAnswer;
  }

  /** A new session of a user, without a password. @param lastSeenAt epoch milliseconds */
  async function signIn(userId: string, lastSeenAt = Date.now()): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const tokenHash = createHash('sha256').update(token).digest('base64url');
    const fixed = { sessionId: randomUUID(), userAgent: 'test', ip: '192.0.2.1' };
    await sessions.add({ tokenHash, userId, createdAt: lastSeenAt, lastSeenAt, ...fixed });
    return token;
  }

  return {
    call,
    callDefault,
    signIn,
    table: cloud.table,
    /** Every row of the table. */
    async scan(): Promise<Record<string, unknown>[]> {
      const rows: Record<string, unknown>[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await cloud.table.client.send(
          new ScanCommand({ TableName: cloud.table.name, ExclusiveStartKey: start, ConsistentRead: true }),
        );
        rows.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
      } while (start);
      return rows;
    },
    close: cloud.close,
  };
}
export type ApiWorld = Awaited<ReturnType<typeof startApiWorld>>;

const noRoute = {
  id: 'none',
  method: 'GET',
  area: 'system',
  access: 'public',
  summary: '',
  status: 200,
} as never as RouteSpec;

/** API Gateway says itself how the call came. */
const proto = { 'x-forwarded-proto': 'http' };

function headersOf({ session, bearer }: Shown): Record<string, string | undefined> {
  if (bearer !== undefined) {
    const none = { 'x-csrf-token': undefined, origin: undefined, 'sec-fetch-site': undefined };
    return { ...none, ...proto, authorization: `Bearer ${bearer}` };
  }
  return { ...proto, origin, 'sec-fetch-site': 'same-origin', 'x-csrf-token': session && csrfTokenFor(session) };
}

/** Imported only now: the functions read their environment when they are loaded. */
async function loadHandlers(): Promise<Record<Area, AreaHandler>> {
  return {
    system: (await import('../../../functions/system/index.ts')).handler,
    auth: (await import('../../../functions/auth/index.ts')).handler,
    settings: (await import('../../../functions/settings/index.ts')).handler,
    connections: (await import('../../../functions/connections/index.ts')).handler,
    videos: (await import('../../../functions/videos/index.ts')).handler,
    session: (await import('../../../functions/session/index.ts')).handler,
    drive: (await import('../../../functions/drive/index.ts')).handler,
    account: (await import('../../../functions/account/index.ts')).handler,
  };
}

async function openSessions(): Promise<SessionStore> {
  const { openRedis } = await import('../../../shared/adapters/redis/open-redis.ts');
  const { createRedisSessionStore } = await import('../../../shared/adapters/redis/redis-session-store.ts');
  const { readRedisEnv } = await import('../../../shared/config/redis-env.ts');
  return createRedisSessionStore(openRedis(readRedisEnv()));
}
