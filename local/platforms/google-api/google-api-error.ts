import { type Answer, jsonAnswer } from '../http/answer.ts';

export interface GoogleErrorDetails {
  readonly status: number;
  readonly reason: string;
  readonly message?: string;
  /** Message of `errors[0]` where it differs from the envelope's. */
  readonly entryMessage?: string;
  /** Default `global`. */
  readonly domain?: string;
  /** gRPC name such as `PERMISSION_DENIED`, where the service is known to send it. */
  readonly grpcStatus?: string;
  readonly location?: string;
  readonly locationType?: string;
  readonly details?: readonly unknown[];
}

/**
 * An error of a Google REST API in its envelope; clients decide by `errors[0].reason`.
 * @see https://developers.google.com/youtube/v3/docs/errors
 */
export class GoogleApiError extends Error {
  override readonly name = 'GoogleApiError';
  readonly error: GoogleErrorDetails;

  constructor(error: GoogleErrorDetails) {
    super(error.message ?? error.reason);
    this.error = error;
  }

  toAnswer(): Answer {
    const { status, reason, domain = 'global', grpcStatus, location, locationType, details } = this.error;
    const entry = {
      message: this.error.entryMessage ?? this.message,
      domain,
      reason,
      ...(location !== undefined && { location, locationType }),
    };
    const body = {
      error: {
        code: status,
        message: this.message,
        errors: [entry],
        ...(grpcStatus !== undefined && { status: grpcStatus }),
        ...(details && { details }),
      },
    };
    return jsonAnswer(status, body);
  }
}
