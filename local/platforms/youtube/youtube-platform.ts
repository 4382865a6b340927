import { readBearer } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { handleSessionPut } from '../google-api/resumable/session-put.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import type { Exchange, Platform, PlatformContext, Route } from '../platform.ts';
import { handleChannelsList } from './channels-list.ts';
import { createVideoUploads } from './video-uploads.ts';
import { openUploadSession } from './videos-insert.ts';
import { openYoutube, type Youtube, youtubePrefix } from './youtube.ts';

/** YouTube Data API v3, its upload host, and the public site. */
export function createYoutubePlatform(context: PlatformContext): Platform {
  const youtube = openYoutube(context);
  return {
    name: 'youtube',
    prefix: youtubePrefix,
    routes: [...buildUploadRoutes(youtube), ...buildApiRoutes(youtube)],
    settle: (nowMs) => youtube.videos.settle(nowMs),
    toErrorAnswer: ({ status, reason = 'backendError', message }) =>
      new GoogleApiError({ status, reason, message: message ?? 'Simulated failure.' }).toAnswer(),
    answerThrown: (error) => {
      if (error instanceof GoogleApiError) return error.toAnswer();
      if (!(error instanceof BodyTooLargeError)) return undefined;
      return new GoogleApiError({ status: 413, reason: 'uploadTooLarge', message: error.message }).toAnswer();
    },
    revokeToken: (exchange, what) => {
      const token = readBearer(exchange);
      const caller = token === null ? undefined : youtube.google.authenticate(token, exchange.nowMs);
      if (!caller) return;
      if (what === 'grant') youtube.google.revokeGrant(caller.projectId, caller.account.sub);
      else youtube.google.revokeAccessToken(caller.token);
    },
    loseSession: (exchange, status) => {
      const session = youtube.sessions.find(exchange.query.get('upload_id') ?? '');
      if (session) youtube.sessions.put({ ...session, state: 'lost', lostStatus: status });
    },
  };
}

function buildApiRoutes(youtube: Youtube): Route[] {
  return [
    {
      method: 'GET',
      path: '/youtube/v3/channels',
      operation: 'channels.list',
      audience: 'api',
      handle: (exchange) => handleChannelsList(youtube, exchange),
    },
  ];
}

function buildUploadRoutes(youtube: Youtube): Route[] {
  const uploads = createVideoUploads(youtube);
  const path = /^(\/resumable)?\/upload\/youtube\/v3\/videos$/;
  return [
    {
      method: 'POST',
      path,
      operation: 'videos.insert',
      audience: 'api',
      handle: (exchange) => openUploadSession(youtube, exchange),
    },
    {
      method: 'PUT',
      path,
      operation: nameSessionOperation,
      audience: 'api',
      streamsBody: true,
      handle: (exchange) => handleSessionPut(uploads, exchange),
    },
  ];
}

/** Fault operation of a PUT: `videos.insert.status` asks, `videos.insert.upload` sends bytes. */
function nameSessionOperation({ request }: Exchange): string {
  const asks = /^bytes \*\//.test(request.headers['content-range'] ?? '');
  return asks ? 'videos.insert.status' : 'videos.insert.upload';
}
