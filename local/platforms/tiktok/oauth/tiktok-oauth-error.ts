import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { newLogId } from '../tiktok-error.ts';

/**
 * A refusal of the token or revocation endpoint: flat, without the envelope.
 * @see https://developers.tiktok.com/doc/oauth-error-handling
 */
export class TiktokOauthError extends Error {
  override readonly name = 'TiktokOauthError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, description: string, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }

  toAnswer(): Answer {
    const body = { error: this.code, error_description: this.message, log_id: newLogId() };
    return jsonAnswer(this.status, body);
  }
}
