import { buildGoogleService } from '../google-api/google-service.ts';
import { expireSessions, removeOrphanFiles } from '../google-api/resumable/clean-uploads.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { buildUploadRoutes } from './upload-routes.ts';
import { openYoutube, youtubePrefix } from './youtube.ts';
import { toYoutubeErrorAnswer } from './youtube-error-answer.ts';
import { buildYoutubeRoutes } from './youtube-routes.ts';

/** YouTube Data API v3, its upload host, and the public site. */
export function createYoutubePlatform(context: PlatformContext): Platform {
  const youtube = openYoutube(context);
  const kept = youtube.videos.listAll().flatMap(({ fileId }) => fileId ?? []);
  removeOrphanFiles(youtube.sessions, kept);
  return {
    name: 'youtube',
    prefix: youtubePrefix,
    routes: [...buildUploadRoutes(youtube), ...buildYoutubeRoutes(youtube)],
    settle: (nowMs) => {
      youtube.videos.settle(nowMs);
      expireSessions(youtube.sessions, nowMs);
    },
    toErrorAnswer: toYoutubeErrorAnswer,
    ...buildGoogleService(youtube),
  };
}
