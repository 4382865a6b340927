import { randomBytes } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';

/**
 * An error of TikTok's API in its envelope.
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
 */
export class TiktokError extends Error {
  override readonly name = 'TiktokError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toAnswer(): Answer {
    return jsonAnswer(this.status, {
      data: {},
      error: { code: this.code, message: this.message, log_id: newLogId() },
    });
  }
}

/** A bad field. */
export function invalidParam(message: string): TiktokError {
  return new TiktokError(400, 'invalid_param', message);
}

/** An answer that went well: the envelope says so, not the status. Strings `int64:<digits>` become bare integers. */
export function okAnswer(data: object): Answer {
  const answer = jsonAnswer(200, { data, error: { code: 'ok', message: '', log_id: newLogId() } });
  return { ...answer, body: (answer.body ?? '').replace(/"int64:(\d+)"/g, '$1') };
}

/** Names one request; real ones begin with the time. */
export function newLogId(): string {
  return `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}${randomBytes(9).toString('hex').toUpperCase()}`;
}
