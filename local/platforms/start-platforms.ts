import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { openVirtualClock } from './clock/virtual-clock.ts';
import { answerControl } from './control-routes.ts';
import { dispatch } from './dispatch.ts';
import { openFaultEngine } from './faults/fault-engine.ts';
import { emptyAnswer, jsonAnswer } from './http/answer.ts';
import { readText } from './http/read-text.ts';
import { sendAnswer } from './http/send-answer.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Platform, PlatformContext } from './platform.ts';
import { type PlatformsOptionsInput, platformsOptionsSchema } from './platforms-options.ts';
import { platformFactories } from './registry.ts';
import { openCounters } from './storage/counters.ts';
import { openDatabase } from './storage/open-database.ts';
import { openSettings } from './storage/settings.ts';
import { recordStrayToken } from './stray-token.ts';

export interface RunningPlatforms {
  /** `http://127.0.0.1:<port>`; each platform is below its own prefix. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts all simulated platforms on one HTTP server.
 * @param options see {@link platformsOptionsSchema}; `clock` is the source of real time in milliseconds
 * @throws when the options are wrong, the data folder is unusable or the port is taken
 */
export async function startPlatforms(
  options: PlatformsOptionsInput & { clock?: () => number },
): Promise<RunningPlatforms> {
  const { clock, ...rest } = options;
  const parsed = platformsOptionsSchema.parse(rest);
  const database = openDatabase(parsed.dataDir);
  const settings = openSettings(database);
  const context: PlatformContext = {
    database,
    dataDir: parsed.dataDir,
    settings,
    clock: openVirtualClock(settings, clock),
    ledger: openLedger(database),
    faults: openFaultEngine(settings),
    stats: openCounters(database, 'stats'),
    options: parsed,
  };
  const platforms = platformFactories.map((create) => create(context));
  const underWay = new Set<Promise<void>>();
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 75_000, noDelay: true }, (request, response) => {
    const answering = answer(context, platforms, request, response).catch((error: unknown) => {
      if (!request.destroyed) console.error('simulated platforms:', error);
      response.destroy();
    });
    underWay.add(answering);
    answering.finally(() => underWay.delete(answering));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(parsed.port, parsed.host, () => resolve());
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : parsed.port;
  return {
    url: `http://${parsed.host}:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      // Whoever was in the middle of a write finishes it before the database goes away.
      await Promise.all(underWay);
      database.close();
    },
  };
}

async function answer(
  context: PlatformContext,
  platforms: readonly Platform[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const base = `http://${request.headers.host ?? 'localhost'}`;
  const url = URL.canParse(request.url ?? '/', base) ? new URL(request.url ?? '/', base) : undefined;
  if (!url) return sendAnswer(response, emptyAnswer(400));
  const { pathname } = url;
  const platform = platforms.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  if (platform) {
    const path = pathname.slice(platform.prefix.length) || '/';
    return dispatch(context, platform, { request, response, url, path });
  }
  recordStrayToken(context.stats, { request, url, query: url.searchParams });
  const control = await answerControl(context, platforms, {
    method: request.method ?? 'GET',
    path: pathname,
    query: url.searchParams,
    text: () => readText(request),
  });
  return sendAnswer(response, control ?? jsonAnswer(404, { error: { code: 'not_found', message: 'Nothing here.' } }));
}
