import { type Answer, jsonAnswer } from '../http/answer.ts';

/** A refusal of `api.instagram.com`, in an envelope of its own. */
export class InstagramOauthError extends Error {
  override readonly name = 'InstagramOauthError';

  toAnswer(status = 400): Answer {
    return jsonAnswer(status, { error_type: 'OAuthException', code: status, error_message: this.message });
  }
}
