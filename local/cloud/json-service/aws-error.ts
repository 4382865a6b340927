/** What an error carries besides its name and text. */
export interface AwsErrorDetails {
  /** HTTP status; 400 where the service does not say otherwise. */
  status?: number;
  /** Code of the older query protocol, sent beside the name by services that once spoke it (SQS). */
  queryCode?: string;
}

/**
 * An error in the shape that AWS answers it: a name that the SDK turns into an exception class, and a text.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly queryCode: string | undefined;

  constructor(code: string, message: string, details: AwsErrorDetails = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = details.status ?? 400;
    this.queryCode = details.queryCode;
  }
}
