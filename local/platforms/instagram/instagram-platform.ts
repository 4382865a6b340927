import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseErrorName } from '../meta-oauth/graph-error.ts';
import type { Platform, PlatformContext, Route } from '../platform.ts';
import { loginOf } from './authorize-caller.ts';
import { resumeFetches } from './fetch-media.ts';
import { buildGraphRoutes } from './graph-routes.ts';
import { type Instagram, instagramPrefix, openInstagram } from './instagram.ts';
import { answerThrown, toInstagramErrorAnswer } from './instagram-error-answer.ts';
import { readParameters } from './parameters.ts';
import { handleRupload } from './rupload.ts';
import { buildSignInRoutes } from './sign-in-routes.ts';
import { handleAvatar, handleHomePage, handleMediaFile, handlePublicPage, handleState } from './site.ts';

/** The Instagram Graph API behind both logins, its upload host, and the public site. */
export function createInstagramPlatform(context: PlatformContext): Platform {
  const instagram = openInstagram(context);
  removeOrphanFiles(instagram);
  resumeFetches(instagram);
  return {
    name: 'instagram',
    prefix: instagramPrefix,
    routes: [
      ...buildSignInRoutes(instagram),
      ...buildGraphRoutes(instagram),
      {
        method: 'POST',
        path: /^\/rupload\/ig-api-upload\/v\d+\.\d+\/\d+$/,
        operation: 'rupload',
        audience: 'api',
        streamsBody: ({ request }) => request.headers.file_url === undefined,
        handle: (exchange) => handleRupload(instagram, exchange),
      },
      ...buildSiteRoutes(instagram),
    ],
    settle: instagram.settle,
    toErrorAnswer: toInstagramErrorAnswer,
    answerThrown,
    revokeToken: async (exchange, what, reason) => {
      const header = exchange.request.headers.authorization?.split(' ').at(-1);
      // A body of bytes has no parameters.
      const value = header ?? (await readParameters(exchange)).access_token ?? '';
      const token = instagram.meta.store.tokens.find(value);
      if (!token || token.login !== loginOf(exchange)) return;
      const subcode = parseErrorName(reason ?? '')?.subcode;
      if (what === 'grant') instagram.meta.revokeGrant(token, subcode);
      else instagram.meta.refuse(token.token, subcode ?? 467);
    },
    loseSession: async (exchange, status) => {
      const isPublishing = exchange.path.endsWith('/media_publish');
      const creationId = isPublishing ? (await readParameters(exchange)).creation_id : exchange.path.split('/').at(-1);
      const container = instagram.containers.find(creationId ?? '');
      if (!container) return;
      if (status === 404) instagram.containers.remove(container.id);
      else instagram.containers.put({ ...container, state: 'expired' });
    },
  };
}

function buildSiteRoutes(instagram: Instagram): Route[] {
  const page = { method: 'GET', audience: 'page' } as const;
  return [
    { ...page, path: '/', operation: 'site.home', handle: (exchange) => handleHomePage(instagram, exchange) },
    {
      ...page,
      path: /^\/(reel|p|stories)\/[^/]+\/([^/]+\/)?$/,
      operation: 'site.media',
      handle: (exchange) => handlePublicPage(instagram, exchange),
    },
    {
      ...page,
      path: /^\/media\/\d+$/,
      operation: 'site.file',
      handle: (exchange) => handleMediaFile(instagram, exchange),
    },
    { ...page, path: /^\/avatar\/[^/]+$/, operation: 'site.avatar', handle: handleAvatar },
    { ...page, path: '/state', operation: 'site.state', handle: () => handleState(instagram) },
  ];
}

/** At start: deletes files that a crash left behind and that nothing points to. */
function removeOrphanFiles(instagram: Instagram): void {
  const folder = dirname(instagram.filePath('any'));
  if (!existsSync(folder)) return;
  const over = new Set(['error', 'expired']);
  const wanted = new Set([
    ...instagram.containers.listAll().flatMap(({ fileId, state }) => (over.has(state) ? [] : fileId)),
    ...instagram.media.listAll().map(({ fileId }) => fileId),
  ]);
  for (const name of readdirSync(folder)) {
    if (!wanted.has(name)) rmSync(instagram.filePath(name), { force: true });
  }
}
