import { type Answer, jsonAnswer } from '../http/answer.ts';

/**
 * A refusal of the token, revocation or introspection endpoint in its flat shape.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export class OauthError extends Error {
  override readonly name = 'OauthError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }

  toAnswer(): Answer {
    return jsonAnswer(this.status, { error: this.code, error_description: this.message });
  }
}
