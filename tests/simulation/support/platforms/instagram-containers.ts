import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import { between } from '../seeded-random.ts';
import { graphFailure, uploadFailure } from './instagram-answer.ts';
import type { ModelOptions } from './model-options.ts';
import { type ArrivedBody, jsonAnswer } from './platform-model.ts';

interface Container {
  readonly account: string;
  readonly caption: string;
  readonly expiresAt: number;
  bytes: number;
  /** When it can be published; null before its bytes are there. */
  readyAt: number | null;
  error: string | null;
  publishedAt: number | null;
  /** Until when it goes on saying that it is finished. */
  staleUntil: number;
}

const day = 24 * 3600_000;
const containerErrors = ['352 2207026', '9004 2207052', '-1 2207053'] as const;

/** Media that is being prepared: invisible, lives 24 hours, publishes once. */
export function createInstagramContainers(
  { world, random, faults }: Pick<ModelOptions, 'world' | 'random' | 'faults'>,
  drawProcessingMs: () => number,
) {
  const containers = new Map<string, Container>();
  let received = 0;

  function create(form: URLSearchParams, account: string): PlatformAnswer {
    const caption = form.get('caption') ?? '';
    if (form.get('media_type') !== 'REELS') return graphFailure(100, 2207023);
    if (caption.includes('<')) return graphFailure(36004, 2207010);
    const id = `1788${String(containers.size + 1).padStart(6, '0')}`;
    const expiresAt = world.now() + day;
    const empty = { bytes: 0, readyAt: null, error: null, publishedAt: null, staleUntil: 0 };
    const container: Container = { account, caption, expiresAt, ...empty };
    containers.set(id, container);
    if (form.get('upload_type') === 'resumable') {
      return jsonAnswer(200, { id, uri: `https://rupload.example/ig-api-upload/v26.0/${id}` });
    }
    const address = form.get('video_url') ?? '';
    if (!URL.canParse(address)) return graphFailure(100);
    fill(container, Number(new URL(address).searchParams.get('bytes')));
    return jsonAnswer(200, { id });
  }

  function fill(container: Container, bytes: number): void {
    container.bytes = bytes;
    container.readyAt = world.now() + drawProcessingMs();
    if (random() >= faults().rejectVideo) return;
    container.error = containerErrors[Math.floor(random() * containerErrors.length)] ?? '-1 2207001';
  }

  /** All bytes from an offset to the end; how many are stored cannot be asked. */
  function receive({ url, headers }: PlatformRequest, account: string, body: ArrivedBody | undefined): PlatformAnswer {
    const container = containers.get(url.pathname.split('/').at(-1) ?? '');
    if (container?.account !== account) return uploadFailure('NotAuthorizedError', false);
    if (!body || headers.offset !== '0' || body.offset !== 0) return uploadFailure('ProcessingFailedError', false);
    received += body.bytes;
    if (random() < faults().loseUpload || container.readyAt !== null || container.expiresAt <= world.now()) {
      return uploadFailure('ProcessingFailedError', true);
    }
    if (body.bytes < Number(headers.file_size)) throw new Error('ECONNRESET');
    fill(container, body.bytes);
    return jsonAnswer(200, { success: true, message: 'Upload successful.' });
  }

  function stateOf({ publishedAt, staleUntil, readyAt, error, expiresAt }: Container): string {
    const now = world.now();
    if (publishedAt !== null) return now < staleUntil ? 'FINISHED' : 'PUBLISHED';
    if (readyAt !== null && readyAt <= now && error !== null) return 'ERROR';
    if (expiresAt <= now) return 'EXPIRED';
    return readyAt !== null && readyAt <= now ? 'FINISHED' : 'IN_PROGRESS';
  }

  return {
    create,
    receive,
    bytesReceived: () => received,
    status(id: string, account: string): PlatformAnswer | undefined {
      const container = containers.get(id);
      if (container?.account !== account) return undefined;
      const status_code = stateOf(container);
      const status = status_code === 'ERROR' ? `Error: code ${container.error}` : `${status_code}: text`;
      return jsonAnswer(200, { id, status_code, status, copyright_check_status: { matches_found: false } });
    },
    /** Publishes a container, which is possible once. */
    take(id: string, account: string): Container | PlatformAnswer {
      const container = containers.get(id);
      if (container?.account !== account) return graphFailure(24, 2207006);
      if (container.publishedAt !== null) return graphFailure(24, 2207008);
      const state = stateOf(container);
      if (state === 'EXPIRED') return graphFailure(24, 2207008);
      if (state !== 'FINISHED') return graphFailure(9007, 2207027);
      container.publishedAt = world.now();
      container.staleUntil = world.now() + between(random, 0, 15_000);
      return container;
    },
  };
}
