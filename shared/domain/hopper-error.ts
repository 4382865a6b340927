import type { ErrorCode } from '../contract/errors.ts';

/** A field of the input that is wrong. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The one error that endpoints throw; the HTTP layer turns it into the envelope. Its message is for the user. */
export class HopperError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly FieldProblem[] | undefined;

  constructor(code: ErrorCode, message?: string, options: { details?: readonly FieldProblem[]; cause?: unknown } = {}) {
    super(message ?? code, { cause: options.cause });
    this.name = 'HopperError';
    this.code = code;
    this.details = options.details;
  }

  /** The text to show, when one was given. */
  get userMessage(): string | undefined {
    return this.message === this.code ? undefined : this.message;
  }
}
