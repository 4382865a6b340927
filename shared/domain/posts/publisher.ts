import type { Readable } from 'node:stream';
import type { PlatformCall } from './platform-call.ts';
import type { PublishRequest } from './post.ts';

/** The video's bytes, read in ranges so that memory stays constant. */
export interface VideoSource {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Bytes `start` to `end`, both included. */
  open(start: number, end: number, signal: AbortSignal): Promise<Readable>;
  /** An address from which anybody can GET the video for this long, for platforms that fetch it themselves. */
  share(validSeconds: number): Promise<string>;
}

/** Files beside the video, such as a thumbnail. */
export interface AssetSource {
  open(objectKey: string, signal: AbortSignal): Promise<Readable>;
  share(objectKey: string, validSeconds: number): Promise<string>;
}

/** Everything that one bounded step at a platform may use. */
export interface PublishStep {
  readonly request: PublishRequest;
  readonly source: VideoSource;
  readonly assets: AssetSource;
  /** The account that posts: its id at the platform, and by which login variant it was connected. */
  readonly account: { readonly remoteId: string; readonly variant: string | null };
  /** When the post shall be visible, epoch ms; null = as soon as possible. */
  readonly dueAt: number | null;
  /** What an earlier step returned; null at the very first one. */
  readonly checkpoint: unknown;
  /** Bytes known to have arrived, as the last step of this invocation reported. */
  readonly bytesSent: number;
  /**
   * True for the first step after a claim: the checkpoint comes from storage and its author may have died in the
   * middle, so the platform must be asked what it has before anything is sent.
   */
  readonly resumed: boolean;
  /** A valid access token. Pass a token that the platform refused to get a refreshed one. */
  accessToken(refused?: string): Promise<string>;
  /** Aborts when the step must end; a step that is cut is repeated with `resumed`. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Is told of every call to the platform, for the post's timeline: `traced(send, step.trace)`. */
  readonly trace?: (call: PlatformCall) => void;
}

/**
 * What a step achieved. The worker stores a changed checkpoint before it takes the next step: so the handle of a
 * thing that is coming into existence is always known before that thing exists.
 */
export type StepResult =
  | {
      readonly state: 'uploading';
      readonly checkpoint: unknown;
      readonly bytesSent: number;
      /** Wait this long before the next step, without occupying a worker. */
      readonly pauseSeconds?: number;
    }
  | {
      readonly state: 'processing';
      readonly checkpoint: unknown;
      /** 0 = the next step is taken at once, by the same worker, after the checkpoint is stored. */
      readonly pollAfterSeconds: number;
      readonly remoteId?: string;
      /** Bytes that are known to have arrived, where the platform fetches them by itself; not given = all of them. */
      readonly bytesSent?: number;
    }
  | { readonly state: 'ready'; readonly checkpoint: unknown; readonly goLiveAt: number }
  | {
      readonly state: 'published';
      readonly remoteId: string;
      readonly url: string;
      /** It is out, but not quite as asked: for the user. */
      readonly notice?: { readonly code: string; readonly message: string };
    };

/** What became of the wish to take back what nobody has seen yet. */
export type WithdrawResult =
  /** Nothing of the post is at the platform any more, or what is left can never become visible. */
  | { readonly state: 'withdrawn' }
  /** Not done yet: again with this checkpoint, after this wait. 0 = at once, after the checkpoint is stored. */
  | { readonly state: 'withdrawing'; readonly checkpoint: unknown; readonly waitSeconds: number }
  /** It is out, or nobody can keep it from coming out: the post goes on as if nothing had been asked. */
  | { readonly state: 'too-late' };

/** A platform as the worker sees it: one bounded, repeatable step from a checkpoint. */
export interface Publisher {
  /**
   * Does one step of at most 120 seconds.
   * @throws PlatformError whose kind alone decides what happens next.
   */
  advance(step: PublishStep): Promise<StepResult>;
  /**
   * One step of taking back what has begun and is not visible yet. Only platforms whose rules say `canWithdraw` have it.
   * Safe to repeat; never makes anything visible.
   * @throws PlatformError as `advance` does; `unknown` when nobody can tell whether it is out
   */
  withdraw?(step: PublishStep): Promise<WithdrawResult>;
}

/**
 * transient: try again with backoff · rate_limited, quota: wait until `retryAfterSeconds` or the platform's reset ·
 * reauthorize: the user must connect again · rejected: the platform said a definite no ·
 * unknown: the platform could not tell whether the post exists, a person must look.
 */
export type PlatformErrorKind = 'transient' | 'rate_limited' | 'quota' | 'reauthorize' | 'rejected' | 'unknown';

/** The only error that leaves a platform's folder. */
export class PlatformError extends Error {
  readonly kind: PlatformErrorKind;
  /** Stable cause for code, metrics and texts, for example `uploadLimitExceeded`. */
  readonly causeCode: string;
  /** For the user: what happened and what to do. */
  readonly userMessage: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: PlatformErrorKind,
    causeCode: string,
    userMessage: string,
    options: { retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`${kind}: ${causeCode}`, { cause: options.cause });
    this.name = 'PlatformError';
    this.kind = kind;
    this.causeCode = causeCode;
    this.userMessage = userMessage;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
