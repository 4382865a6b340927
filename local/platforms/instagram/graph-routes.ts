import type { Answer } from '../http/answer.ts';
import { GraphError } from '../meta-oauth/graph-error.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import type { permissionNames } from '../meta-oauth/permissions.ts';
import type { Exchange, Route } from '../platform.ts';
import { answerAccount, answerMe, answerPublishingLimit } from './account-endpoints.ts';
import { authorizeCaller } from './authorize-caller.ts';
import { changeMedia, listComments } from './comments.ts';
import { answerContainer, requireContainer } from './container-status.ts';
import { handleCreateContainer } from './create-container.ts';
import type { Instagram } from './instagram.ts';
import type { Media } from './media.ts';
import { deleteMedia, findMedia, listMedia, renderMedia } from './media-endpoints.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { handlePublish } from './publish-container.ts';
import { countCall } from './usage.ts';

interface Call {
  readonly caller: MetaCaller;
  readonly exchange: Exchange;
  readonly parameters: Parameters;
  /** How much of the app's limit is used. */
  readonly headers: Record<string, string>;
}

/** A call below one of the two Graph hosts; the version may be left out. */
const graph = (rest: string) => new RegExp(`^/(?:graph|facebook)(?:/v\\d+\\.\\d+)?/${rest}$`);
const account = '(?:\\d+|me)';

/** The Graph API of publishing: the same at graph.instagram.com and graph.facebook.com. */
export function buildGraphRoutes(instagram: Instagram): Route[] {
  const route = (
    [method, rest, operation]: readonly [string, string, Route['operation']],
    need: keyof typeof permissionNames | null,
    handle: (call: Call) => Answer,
  ): Route => ({
    method,
    path: graph(rest),
    operation,
    audience: 'api',
    handle: async (exchange) => {
      const parameters = await readParameters(exchange);
      const caller = authorizeCaller(instagram, exchange, parameters, need);
      return handle({ caller, exchange, parameters, headers: countCall(instagram, caller, exchange.nowMs) });
    },
  });
  const mediaOf = ({ caller, exchange }: Call): Media => {
    const id = /\/(\d+)(?:\/comments)?$/.exec(exchange.path)?.[1] ?? '';
    const media = findMedia(instagram, caller, id);
    if (!media) throw new GraphError({ code: 100, subcode: 33 });
    return media;
  };
  return [
    {
      method: 'POST',
      path: graph(`${account}/media`),
      // Fetching a public address is a thing of its own that can go wrong.
      operation: { names: ['media.create', 'container.fetch'], pick: () => 'media.create' },
      audience: 'api',
      handle: (exchange) => handleCreateContainer(instagram, exchange),
    },
    {
      method: 'POST',
      path: graph(`${account}/media_publish`),
      operation: 'media.publish',
      audience: 'api',
      handle: (exchange) => handlePublish(instagram, exchange),
    },
    route(['GET', 'me', 'me.get'], null, ({ caller, exchange, headers }) => answerMe(caller, exchange, headers)),
    route(['GET', `${account}/media`, 'media.list'], 'basic', ({ caller, exchange, headers }) =>
      listMedia(instagram, caller, exchange, headers),
    ),
    route(['GET', `${account}/stories`, 'stories.list'], 'basic', ({ caller, exchange, headers }) =>
      listMedia(instagram, caller, exchange, headers),
    ),
    route(
      ['GET', `${account}/content_publishing_limit`, 'publishing-limit.get'],
      'publish',
      ({ caller, exchange, headers }) => answerPublishingLimit(instagram, caller, exchange, headers),
    ),
    route(['GET', '\\d+/comments', 'comments.list'], 'comments', (call) => listComments(mediaOf(call))),
    route(['POST', '\\d+/comments', 'comments.create'], 'comments', (call) =>
      changeMedia(instagram, mediaOf(call), call.exchange, call.parameters),
    ),
    route(['POST', '\\d+', 'media.update'], 'comments', (call) =>
      changeMedia(instagram, mediaOf(call), call.exchange, call.parameters),
    ),
    route(['DELETE', '\\d+', 'media.delete'], 'publish', (call) =>
      deleteMedia(instagram, mediaOf(call), call.exchange.nowMs),
    ),
    route(['GET', '\\d+', nodeOperation(instagram)], 'basic', (call) => answerNode(instagram, call)),
  ];
}

const nodeIdOf = ({ path }: Pick<Exchange, 'path'>) => path.split('/').at(-1) ?? '';

/** One address for every kind of thing: what it is decides what the request is called. */
function nodeOperation(instagram: Instagram) {
  return {
    names: ['container.status', 'media.get', 'account.get'],
    pick: (exchange: Exchange) => {
      if (instagram.containers.find(nodeIdOf(exchange))) return 'container.status';
      return instagram.media.find(nodeIdOf(exchange)) ? 'media.get' : 'account.get';
    },
  };
}

function answerNode(instagram: Instagram, { caller, exchange, headers }: Call): Answer {
  const id = nodeIdOf(exchange);
  const own = caller.accounts.find(({ userId }) => userId === id);
  if (own) return answerAccount(own, exchange, headers);
  const media = findMedia(instagram, caller, id);
  if (!media) return answerContainer(instagram, requireContainer(instagram, caller, id), exchange, headers);
  const body = JSON.stringify(renderMedia(instagram, media, exchange, exchange.query.get('fields') ?? 'id'));
  return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8', ...headers }, body };
}
