import type { IncomingHttpHeaders } from 'node:http';

/** What a server must hand over to have a signature checked: the request exactly as it came in. */
export type SigV4Request = {
  method: string;
  /** Path and query as sent (`request.url`), not normalised and not decoded. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Service name of the credential scope: `s3`, `sqs`, `kms`, … */
  service: string;
  /** Lower-case hex SHA-256 of the body, for services whose clients send no `x-amz-content-sha256`. */
  bodySha256?: string;
};

export type SigV4Keys = {
  accessKeyId: string;
  secretAccessKey: string;
  /** Secrets of further keys; undefined for one that does not exist. */
  findSecret?(accessKeyId: string): string | undefined;
};

export type SigV4Credentials = SigV4Keys & { region: string };

export type SigV4Reason =
  | 'anonymous'
  | 'unsupported'
  | 'malformed'
  | 'wrong-scope'
  | 'unknown-key'
  | 'unsigned-headers'
  | 'too-long'
  | 'not-yet-valid'
  | 'expired'
  | 'skewed'
  | 'mismatch';

export type SigV4Failure = { ok: false; reason: SigV4Reason; message: string; details: Record<string, string> };

/** What chunk signatures of a streamed body continue from. */
export type SigningContext = { key: Buffer; scope: string; timestamp: string; signature: string };

export type SigV4Success = {
  ok: true;
  accessKeyId: string;
  presigned: boolean;
  /** Milliseconds since the epoch. */
  signedAt: number;
  /** The payload hash that was signed: 64 hex digits, `UNSIGNED-PAYLOAD` or one of the `STREAMING-…` words. */
  payload: string;
  signing: SigningContext;
};

/** Thrown inside this folder only; {@link verifySigV4} turns it into a {@link SigV4Failure}. */
export class SigV4Error extends Error {
  readonly reason: SigV4Reason;
  readonly details: Record<string, string>;

  constructor(reason: SigV4Reason, message: string, details: Record<string, string> = {}) {
    super(message);
    this.reason = reason;
    this.details = details;
  }
}
