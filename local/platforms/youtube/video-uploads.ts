import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import type { UploadService } from '../google-api/resumable/session-put.ts';
import { jsonAnswer } from '../http/answer.ts';
import { inTransaction } from '../storage/open-database.ts';
import { createVideo } from './create-video.ts';
import { readMp4DurationMs } from './mp4-duration.ts';
import { readMp4Picture } from './mp4-picture.ts';
import { renderVideo } from './render-video.ts';
import { uploadScopes } from './scopes.ts';
import { uploadIntentSchema } from './upload-intent.ts';
import { findChannel, toBaseUrl, type Youtube } from './youtube.ts';

/** How simulated YouTube finishes a resumable upload: the last byte makes the video. */
export function createVideoUploads(youtube: Youtube): UploadService {
  const { sessions, options, context } = youtube;
  return {
    sessions,
    domain: 'youtube.video',
    recordBytes: (bytes) => {
      context.stats.add('youtube', 'bytesReceived', bytes);
    },
    assertCaller: (exchange, session) => {
      if (!options.sessionNeedsToken && exchange.request.headers.authorization === undefined) return;
      const caller = authorizeCaller(youtube.google, exchange, uploadScopes);
      if (caller.account.sub !== session.sub) {
        throw new GoogleApiError({ status: 403, reason: 'forbidden', message: 'Forbidden' });
      }
    },
    complete: (session, bytes, digests, exchange) => {
      const { nowMs } = exchange;
      const kept = bytes <= options.maxKeptBytes;
      const answer = inTransaction(context.database, () => {
        const intent = uploadIntentSchema.parse(session.payload);
        const { contentType, fileName } = session;
        const fileId = kept ? session.id : null;
        const path = sessions.filePath(session.id);
        const durationMs = readMp4DurationMs(path, bytes) ?? null;
        const picture = readMp4Picture(path, bytes);
        const file = { durationMs, picture, bytes, sha256: digests.sha256 ?? '', contentType, fileName, fileId };
        const video = createVideo(youtube, intent, file, nowMs);
        const channel = findChannel(youtube, video.channelId);
        if (!channel) throw new Error(`Channel ${video.channelId} is gone.`);
        const resource = renderVideo(video, intent.parts, { channel, baseUrl: toBaseUrl(exchange), nowMs });
        const created = jsonAnswer(201, resource);
        sessions.put({ ...session, state: 'complete', answer: { ...created, headers: { ...created.headers } } });
        return created;
      });
      context.stats.add('youtube', 'videosCreated');
      // After the commit, so that a crash can only leave a superfluous file.
      if (!kept) void sessions.live(session).file.remove();
      return answer;
    },
  };
}
