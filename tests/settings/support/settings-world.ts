import type { Context } from 'aws-lambda';
import type { Deps } from '../../../functions/settings/deps.ts';
import { settingsEndpoints } from '../../../functions/settings/endpoints.ts';
import { type Contract, contract } from '../../../shared/contract/contract.ts';
import { settingsRoutes } from '../../../shared/contract/routes/settings.ts';
import { templateRoutes } from '../../../shared/contract/routes/templates.ts';
import { wordbankRoutes } from '../../../shared/contract/routes/wordbank.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { VideoRecord } from '../../../shared/domain/videos/video.ts';
import type { AreaRoutes } from '../../../shared/http/endpoint.ts';
import type { HttpAnswer } from '../../../shared/http/http-event.ts';
import { serveArea } from '../../../shared/http/serve-area.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { buildEvent, type EventChange, origin, signedIn } from '../../http/support/build-event.ts';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import { createMemorySettings } from './memory-settings-store.ts';

export const now = Date.UTC(2026, 10, 21, 12);

export interface Answer {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: what a program sees is text
  readonly body: any;
}

interface Ask {
  readonly body?: unknown;
  readonly query?: string;
  readonly params?: Record<string, string>;
  readonly headers?: EventChange['headers'];
  readonly userId?: string;
}

/** The settings area behind the real HTTP layer, over a store in memory. */
export function createSettingsWorld(change: Partial<Deps> = {}) {
  const connections: Connection[] = [];
  const videos: VideoRecord[] = [];
  const deps: Deps = {
    settings: createMemorySettings(),
    connections: {
      list: async (ownerId, platform) =>
        connections.filter((row) => row.ownerId === ownerId && (!platform || row.platform === platform)),
    },
    videos: {
      find: async (ownerId, videoId) => videos.find((row) => row.ownerId === ownerId && row.videoId === videoId),
    },
    rules: platformRules,
    random: createRandom(1),
    ...change,
  };
  const handler = serveArea({
    area: 'settings',
    routes: { ...settingsRoutes, ...wordbankRoutes, ...templateRoutes },
    origin,
    endpoints: settingsEndpoints,
    deps,
    clock: () => now,
    logger: { info: () => undefined, error: () => undefined },
  });
  const call = async (id: keyof AreaRoutes<'settings'> & keyof Contract, ask: Ask = {}): Promise<Answer> => {
    const route = contract[id];
    const event = buildEvent(route, {
      body: ask.body === undefined ? undefined : JSON.stringify(ask.body),
      rawQueryString: ask.query ?? '',
      params: ask.params ?? {},
      headers: ask.headers ?? {},
      authorizer: { ...signedIn, userId: ask.userId ?? signedIn.userId },
    });
    const answer = (await handler(event, { getRemainingTimeInMillis: () => 15_000 } as Context)) as HttpAnswer;
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
  };
  return { call, deps, connections, videos };
}
