import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import type { ModelOptions } from './model-options.ts';
import { type ArrivedBody, jsonAnswer } from './platform-model.ts';
import { youtubeFailure } from './youtube-failure.ts';

/** What a session becomes when its last byte has arrived. */
export interface CompleteUpload {
  readonly account: string;
  readonly title: string;
  readonly slug: string;
  readonly bytes: number;
  readonly privacy: string;
  readonly publishAt: number | null;
}

interface Session extends Omit<CompleteUpload, 'bytes'> {
  readonly totalBytes: number;
  stored: number;
  videoId: string | null;
  lost: boolean;
}

const blockBytes = 256 * 1024;

/** Resumable upload sessions. */
export function createYoutubeSessions(
  { random, faults }: Pick<ModelOptions, 'random' | 'faults'>,
  addVideo: (upload: CompleteUpload) => string,
) {
  const sessions = new Map<string, Session>();
  let received = 0;

  function open({ headers, body, url }: PlatformRequest, account: string): PlatformAnswer {
    const { snippet, status } = JSON.parse(typeof body === 'string' ? body : '{}');
    if (snippet.title.includes('<')) return youtubeFailure(400, 'invalidTitle');
    if (status.publishAt && status.privacyStatus !== 'private') return youtubeFailure(400, 'invalidPublishAt');
    const id = `session-${sessions.size + 1}`;
    sessions.set(id, {
      account,
      title: snippet.title,
      slug: headers.slug ?? 'unknown',
      privacy: status.privacyStatus,
      publishAt: status.publishAt ? Date.parse(status.publishAt) : null,
      totalBytes: Number(headers['x-upload-content-length']),
      stored: 0,
      videoId: null,
      lost: false,
    });
    return jsonAnswer(200, {}, { location: `${url.origin}${url.pathname}?upload_id=${id}` });
  }

  function complete(session: Session): PlatformAnswer {
    const { account, title, slug, privacy, publishAt } = session;
    session.videoId = addVideo({ account, title, slug, privacy, publishAt, bytes: session.stored });
    // The nastiest moment to lose a session: its video exists.
    if (random() < faults().loseUpload) session.lost = true;
    return jsonAnswer(201, { id: session.videoId });
  }

  function handle({ headers, url, method }: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    const session = sessions.get(url.searchParams.get('upload_id') ?? '');
    if (!session) return youtubeFailure(404, 'notFound');
    if (random() < faults().loseUpload) session.lost = true;
    if (session.lost) return youtubeFailure(random() < 0.5 ? 404 : 410, 'notFound');
    if (session.videoId) return jsonAnswer(201, { id: session.videoId });
    if (method === 'DELETE') {
      session.lost = true;
      return { status: 499, headers: {}, text: '' };
    }
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
    if (range && body) {
      const [start = 0, end = 0, total = 0] = range.slice(1).map(Number);
      if (body.offset !== start) throw new Error(`INVARIANT: bytes of ${body.offset} claim to be at ${start}.`);
      const length = end - start + 1;
      const fits = end + 1 === session.totalBytes || length % blockBytes === 0;
      if (total !== session.totalBytes || !fits) return youtubeFailure(400, 'badRequest');
      received += body.bytes;
      if (start === session.stored) session.stored += body.bytes === length ? length : keptOf(body.bytes);
    }
    if (session.stored === session.totalBytes) return complete(session);
    return { status: 308, headers: session.stored > 0 ? { range: `bytes=0-${session.stored - 1}` } : {}, text: '' };
  }

  /** Of a part that broke off whole blocks are kept, or nothing at all. */
  const keptOf = (bytes: number) => (random() < 0.5 ? bytes - (bytes % blockBytes) : 0);

  return { open, handle, bytesReceived: () => received };
}
