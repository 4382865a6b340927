import { randomBytes } from 'node:crypto';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { describeGraphError } from './graph-error-texts.ts';

export interface GraphErrorDetails {
  readonly code: number;
  readonly subcode?: number | undefined;
  /** HTTP status; 400 for most. */
  readonly status?: number;
  readonly message?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An error of the Graph API in its envelope; clients decide by `code`, `error_subcode` and `is_transient`.
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly details: GraphErrorDetails;

  constructor(details: GraphErrorDetails) {
    super(details.message ?? describeGraphError(details.code, details.subcode).message);
    this.details = details;
  }

  toAnswer(): Answer {
    const { code, subcode, headers = {}, status } = this.details;
    const known = describeGraphError(code, subcode);
    const body = {
      error: {
        message: this.message,
        type: subcode === 33 ? 'GraphMethodException' : 'OAuthException',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        is_transient: known.isTransient,
        ...(known.userTitle !== undefined && { error_user_title: known.userTitle, error_user_msg: known.message }),
        fbtrace_id: `A${randomBytes(16).toString('base64url')}`,
      },
    };
    return jsonAnswer(status ?? known.status, body, { ...headers });
  }
}

/** Code and sub-code from `9/2207042` or `190`; undefined when it is something else. */
export function parseErrorName(name: string): { code: number; subcode: number | undefined } | undefined {
  const [, code, subcode] = /^(-?\d+)(?:\/(\d+))?$/.exec(name) ?? [];
  if (code === undefined) return undefined;
  return { code: Number(code), subcode: subcode === undefined ? undefined : Number(subcode) };
}
