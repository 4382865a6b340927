import type { PlatformAnswer, PlatformRequest } from '../../../shared/platforms/send.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { between, type Random } from './seeded-random.ts';

/** How often YouTube misbehaves, per request. */
export interface YoutubeFaults {
  /** 5xx, 429, or a cut connection, before or after the effect. */
  readonly trouble: number;
  /** The upload session vanishes; sometimes right after its video came into existence. */
  readonly loseSession: number;
  /** A body arrives only in part. */
  readonly cutBody: number;
  /** Something in between refuses what YouTube has done. */
  readonly misreport: number;
  /** A video is refused after processing. */
  readonly rejectVideo: number;
}

interface Session {
  readonly title: string;
  readonly slug: string;
  readonly totalBytes: number;
  stored: number;
  videoId: string | null;
  lost: boolean;
}

export interface ModelVideo {
  readonly id: string;
  readonly title: string;
  readonly slug: string;
  readonly bytes: number;
  readonly createdAt: number;
  readonly listedAt: number;
  readonly processedAt: number;
  readonly rejected: boolean;
}

export interface YoutubeModel {
  readonly videos: ModelVideo[];
  /** Access tokens that are accepted, with the time at which they end. */
  readonly tokens: Map<string, number>;
  handle(request: PlatformRequest): Promise<PlatformAnswer>;
}

const blockBytes = 256 * 1024;
const json = (status: number, value: unknown, headers = {}): PlatformAnswer => ({
  status,
  headers,
  text: JSON.stringify(value),
});
const failure = (status: number, reason: string) =>
  json(status, { error: { code: status, message: reason, errors: [{ reason, domain: 'global' }] } });

/** YouTube's upload protocol and what the publisher reads afterwards, in memory and in virtual time. */
export function createYoutubeModel(world: VirtualClock, random: Random, faults: () => YoutubeFaults): YoutubeModel {
  const sessions = new Map<string, Session>();
  const videos: ModelVideo[] = [];
  const tokens = new Map<string, number>();

  function openSession({ headers, body }: PlatformRequest, url: URL): PlatformAnswer {
    const { snippet } = JSON.parse(typeof body === 'string' ? body : '{}');
    if (snippet.title.includes('<')) return failure(400, 'invalidTitle');
    const id = `session-${sessions.size + 1}`;
    sessions.set(id, {
      title: snippet.title,
      slug: headers.slug ?? 'unknown',
      totalBytes: Number(headers['x-upload-content-length']),
      stored: 0,
      videoId: null,
      lost: false,
    });
    return json(200, {}, { location: `${url.origin}${url.pathname}?upload_id=${id}` });
  }

  function complete(session: Session): PlatformAnswer {
    const id = `video${String(videos.length + 1).padStart(6, '0')}`;
    const now = world.now();
    session.videoId = id;
    videos.push({
      id,
      title: session.title,
      slug: session.slug,
      bytes: session.stored,
      createdAt: now,
      listedAt: now + between(random, 0, 20_000),
      processedAt: now + between(random, 1_000, 200_000),
      rejected: random() < faults().rejectVideo,
    });
    // The nastiest moment to lose a session: its video exists.
    if (random() < faults().loseSession) session.lost = true;
    return json(201, { id });
  }

  async function putSession({ headers, body }: PlatformRequest, url: URL): Promise<PlatformAnswer> {
    const session = sessions.get(url.searchParams.get('upload_id') ?? '');
    if (!session) return failure(404, 'notFound');
    if (random() < faults().loseSession) session.lost = true;
    if (session.lost) return failure(random() < 0.5 ? 404 : 410, 'notFound');
    if (session.videoId) return json(201, { id: session.videoId });
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
    if (range && typeof body === 'object') {
      const start = Number(range[1]);
      const length = Number(range[2]) - start + 1;
      if (Number(range[3]) !== session.totalBytes || length !== body.bytes) return failure(400, 'badRequest');
      const whole = start + length === session.totalBytes || length % blockBytes === 0;
      if (!whole) return failure(400, 'badRequest');
      const arrives = random() < faults().cutBody ? Math.floor(random() * length) : length;
      await readAll(body.stream, start);
      // Another worker may have been faster while these bytes were on their way.
      if (session.videoId) return json(201, { id: session.videoId });
      if (start === session.stored) session.stored += arrives === length ? length : arrives - (arrives % blockBytes);
      if (arrives < length) throw new Error('The connection was cut in the middle of the body.');
    }
    if (session.stored === session.totalBytes) return complete(session);
    return { status: 308, headers: session.stored > 0 ? { range: `bytes=0-${session.stored - 1}` } : {}, text: '' };
  }

  function listVideos(ids: readonly string[]): PlatformAnswer {
    const items = videos
      .filter(({ id }) => ids.includes(id))
      .map((video) => ({
        id: video.id,
        snippet: { title: video.title },
        status: { ...stateOf(video, world.now()), privacyStatus: 'private' },
        fileDetails: { fileName: video.slug, fileSize: String(video.bytes) },
      }));
    return json(200, { items });
  }

  function listUploads(): PlatformAnswer {
    const items = videos
      .filter(({ listedAt }) => listedAt <= world.now())
      .toReversed()
      .map(({ id, createdAt }) => ({
        snippet: { publishedAt: new Date(createdAt).toISOString() },
        contentDetails: { videoId: id },
      }));
    return json(200, { items });
  }

  async function answer(request: PlatformRequest): Promise<PlatformAnswer> {
    const { url, method } = request;
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    if ((tokens.get(token) ?? 0) <= world.now()) return failure(401, 'authError');
    if (method === 'POST') return openSession(request, url);
    if (method === 'PUT') return putSession(request, url);
    if (url.pathname.endsWith('/channels')) {
      return json(200, { items: [{ contentDetails: { relatedPlaylists: { uploads: 'UU1' } } }] });
    }
    if (url.pathname.endsWith('/playlistItems')) return listUploads();
    return listVideos((url.searchParams.get('id') ?? '').split(','));
  }

  function trouble(): PlatformAnswer {
    const kind = Math.floor(random() * 4);
    if (kind === 0) throw new Error('ECONNRESET');
    if (kind === 1) return failure(503, 'backendError');
    if (kind === 2) return failure(500, 'internalError');
    return { ...failure(429, 'rateLimitExceeded'), headers: { 'retry-after': '7' } };
  }

  return {
    videos,
    tokens,
    async handle(request) {
      if (random() < faults().trouble) return trouble();
      const truth = await answer(request);
      if (random() < faults().misreport) return failure(403, 'forbidden');
      return random() < faults().trouble ? trouble() : truth;
    },
  };
}

function stateOf({ processedAt, rejected }: ModelVideo, now: number) {
  if (now < processedAt) return { uploadStatus: 'uploaded' };
  return rejected ? { uploadStatus: 'rejected', rejectionReason: 'duplicate' } : { uploadStatus: 'processed' };
}

/** Reads a body and checks that it is the part of the file that its range claims: see `createNumberedMedia`. */
async function readAll(stream: AsyncIterable<Buffer>, start: number): Promise<void> {
  let first: Buffer | undefined;
  for await (const piece of stream) first ??= piece;
  if (Number(first?.readBigUInt64BE(0)) !== start) throw new Error(`INVARIANT: bytes of another place at ${start}.`);
}
