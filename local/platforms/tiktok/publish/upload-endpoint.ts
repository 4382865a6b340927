import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Answer, emptyAnswer } from '../../http/answer.ts';
import { consumeBody } from '../../http/consume-body.ts';
import type { Exchange } from '../../platform.ts';
import type { Tiktok } from '../tiktok.ts';
import { TiktokError } from '../tiktok-error.ts';
import { arrive } from './arrive.ts';
import { endOfChunk } from './chunk-plan.ts';
import { parseChunkRequest } from './chunk-request.ts';
import { type ChunkRange, receiveChunk } from './receive-chunk.ts';
import type { TiktokTask } from './task.ts';

/** Who is sending bytes of a task right now. */
interface ActiveSender {
  stop(): void;
  readonly done: Promise<unknown>;
}

/**
 * `PUT` of a chunk to an upload address: strictly one after the other, each as the plan of the task says.
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function createUploadEndpoint(tiktok: Tiktok): (exchange: Exchange) => Promise<Answer> {
  const senders = new Map<string, ActiveSender>();

  /** Two senders of the same range: the later one is the one that is alive. */
  async function takeOver(task: TiktokTask): Promise<void> {
    for (let sender = senders.get(task.uploadId); sender; sender = senders.get(task.uploadId)) {
      sender.stop();
      await sender.done;
    }
  }

  async function storeChunk(exchange: Exchange, task: TiktokTask, range: ChunkRange): Promise<Answer> {
    const received = receiveChunk(exchange, tiktok.tasks.filePath(task.uploadId), range);
    const done = received.catch(() => undefined);
    const { request } = exchange;
    senders.set(task.uploadId, { stop: () => request.destroy(), done });
    const { bytes, whole } = await received.finally(() => senders.delete(task.uploadId));
    tiktok.context.stats.add('tiktok', 'bytesReceived', bytes);
    return settleChunk(tiktok, exchange, { task, range, bytes, whole });
  }

  return async (exchange) => {
    try {
      const task = findOpenTask(tiktok, exchange);
      const range = parseChunkRequest(exchange, task);
      if (range.start === task.storedBytes && task.state === 'transfer') await takeOver(task);
      const current = findOpenTask(tiktok, exchange);
      if (current.state !== 'transfer' || range.start !== current.storedBytes) {
        return answerOutOfOrder(tiktok, current, range);
      }
      if (range.end !== endOfChunk(current, range.start)) {
        throw new TiktokError(400, 'invalid_file_upload', 'The chunk is not as long as the init call said.');
      }
      return await storeChunk(exchange, current, range);
    } finally {
      // Whatever was decided, the rest of the body is read so that the client can finish sending and hear the answer.
      await consumeBody(exchange.request, [], () => undefined);
    }
  };
}

/** @throws TiktokError 404 for an unknown task, 403 for an address whose hour is over */
function findOpenTask({ tasks }: Tiktok, { query, nowMs }: Exchange): TiktokTask {
  const task = tasks.findByUpload(query.get('upload_id') ?? '');
  if (!task || task.uploadToken !== query.get('upload_token') || task.urlLost || task.state === 'failed') {
    throw new TiktokError(404, 'not_found', 'The upload task was not found.');
  }
  if (task.urlExpiresAtMs <= nowMs) throw new TiktokError(403, 'forbidden', 'The upload_url has expired.');
  return task;
}

/** What a range is answered that is not the next one. */
function answerOutOfOrder({ options }: Tiktok, task: TiktokTask, { end }: ChunkRange): Answer {
  const isRepeated = end < task.storedBytes;
  if (!isRepeated || options.repeatedChunk === 416) return emptyAnswer(416, progressHeader(task));
  return emptyAnswer(task.state === 'transfer' ? 206 : 201, progressHeader(task));
}

interface ArrivedChunk {
  readonly task: TiktokTask;
  readonly range: ChunkRange;
  readonly bytes: number;
  readonly whole: boolean;
}

async function settleChunk(tiktok: Tiktok, exchange: Exchange, chunk: ArrivedChunk): Promise<Answer> {
  const { tasks, options } = tiktok;
  const wasMeant = exchange.faults.some(({ kind }) => kind === 'partly-stored');
  const keeps = chunk.whole || wasMeant || options.keepsPartialChunks;
  const storedBytes = chunk.task.storedBytes + (keeps ? chunk.bytes : 0);
  const isAll = storedBytes === chunk.task.videoSize;
  const sha256 = isAll ? await hashFile(tasks.filePath(chunk.task.uploadId)) : '';
  // While the bytes came in, the task may have been cancelled or its grant may have ended.
  const current = findOpenTask(tiktok, exchange);
  if (current.state !== 'transfer') return emptyAnswer(416, progressHeader(current));
  const next = { ...current, storedBytes };
  if (isAll) arrive(tiktok, next, sha256, exchange.nowMs);
  else tasks.save(next, exchange.nowMs);
  return emptyAnswer(isAll ? 201 : 206, progressHeader(next));
}

function progressHeader({ storedBytes, videoSize }: TiktokTask): Record<string, string> {
  return storedBytes === 0 ? {} : { 'content-range': `bytes 0-${storedBytes - 1}/${videoSize}` };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}
