import type { ErrorCode } from '../contract/errors.ts';

/** A field of the input that is wrong. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

interface ErrorOptions {
  readonly details?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** The one error that endpoints throw; the HTTP layer turns it into the envelope. Its message is for the user. */
export class HopperError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly FieldProblem[] | undefined;

  /** When a new try makes sense, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message?: string, options: ErrorOptions = {}) {
    super(message ?? code, { cause: options.cause });
    this.name = 'HopperError';
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The text to show, when one was given. */
  get userMessage(): string | undefined {
    return this.message === this.code ? undefined : this.message;
  }
}
