import { readBearer } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { expireSessions, removeOrphanFiles } from './clean-uploads.ts';
import { buildUploadRoutes } from './upload-routes.ts';
import { openYoutube, youtubePrefix } from './youtube.ts';
import { toYoutubeErrorAnswer } from './youtube-error-answer.ts';
import { buildYoutubeRoutes } from './youtube-routes.ts';

/** YouTube Data API v3, its upload host, and the public site. */
export function createYoutubePlatform(context: PlatformContext): Platform {
  const youtube = openYoutube(context);
  removeOrphanFiles(youtube);
  return {
    name: 'youtube',
    prefix: youtubePrefix,
    routes: [...buildUploadRoutes(youtube), ...buildYoutubeRoutes(youtube)],
    settle: (nowMs) => {
      youtube.videos.settle(nowMs);
      expireSessions(youtube, nowMs);
    },
    toErrorAnswer: toYoutubeErrorAnswer,
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
