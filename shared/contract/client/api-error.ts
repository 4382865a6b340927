export interface FieldDetail {
  readonly path: string;
  readonly message: string;
}

/** An answer of the API that is not a success. */
export class ApiError extends Error {
  /** A code of the error table, or one that a newer server has; `unavailable` also when no answer came at all. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** To quote when asking for help; empty when the API itself did not answer. */
  readonly requestId: string;
  /** The fields that are wrong, for `invalid_input`. */
  readonly details: readonly FieldDetail[];

  constructor(
    answer: {
      code: string;
      status: number;
      message: string;
      requestId?: string;
      details?: readonly FieldDetail[] | undefined;
    },
    options?: { cause?: unknown },
  ) {
    super(answer.message, options);
    this.name = 'ApiError';
    this.code = answer.code;
    this.status = answer.status;
    this.requestId = answer.requestId ?? '';
    this.details = answer.details ?? [];
  }
}
