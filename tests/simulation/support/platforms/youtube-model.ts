import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import { between } from '../seeded-random.ts';
import { drawProcessing, type ModelOptions } from './model-options.ts';
import { type ArrivedBody, jsonAnswer, type PlatformModel, tokenOf } from './platform-model.ts';
import { secondsUntilMidnightPacific } from './quota-day.ts';
import { withTrouble } from './with-trouble.ts';
import { youtubeFailure } from './youtube-failure.ts';
import { createYoutubeSessions } from './youtube-sessions.ts';
import { createYoutubeVideos } from './youtube-videos.ts';

const troubleAnswers = {
  broken: (status: number) => youtubeFailure(status, status === 500 ? 'internalError' : 'backendError'),
  tooMany: () => youtubeFailure(429, 'rateLimitExceeded'),
  refusal: () => youtubeFailure(403, 'forbidden'),
};

/**
 * YouTube's upload protocol, and what the publisher reads and changes afterwards.
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
 */
export function createYoutubeModel(options: ModelOptions): PlatformModel {
  const { world, random, faults, grants } = options;
  const videos = createYoutubeVideos(world);
  let quotaEndsAt = 0;

  const sessions = createYoutubeSessions(options, (session) => {
    const now = world.now();
    const isRejected = random() < faults().rejectVideo;
    return videos.add({
      ...session,
      listedAt: now + between(random, 0, 20_000),
      processedAt: now + drawProcessing(options),
      isRejected,
    });
  });

  function answer(request: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    const { url, method } = request;
    const account = grants.accountOf(tokenOf(request));
    if (account === undefined) return youtubeFailure(401, 'authError');
    if (url.pathname.startsWith('/upload/')) {
      return method === 'POST' ? sessions.open(request, account) : sessions.handle(request, body);
    }
    if (url.pathname.endsWith('/channels')) {
      return jsonAnswer(200, { items: [{ contentDetails: { relatedPlaylists: { uploads: `UU-${account}` } } }] });
    }
    if (url.pathname.endsWith('/playlistItems')) return videos.listUploads(account);
    return videos.handle(request, account);
  }

  return {
    ledger: videos.ledger,
    noteRevoked: () => undefined,
    bytesReceived: sessions.bytesReceived,
    handle(request, body) {
      if (random() < faults().quota) quotaEndsAt = world.now() + secondsUntilMidnightPacific(world.now()) * 1000;
      const isBilled = request.method !== 'PUT' || !request.url.pathname.startsWith('/upload/');
      if (isBilled && world.now() < quotaEndsAt) return youtubeFailure(403, 'quotaExceeded');
      return withTrouble(random, faults(), troubleAnswers, () => answer(request, body));
    },
  };
}
