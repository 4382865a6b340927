import { PlatformError } from '../../domain/posts/publisher.ts';
import type { PlatformAnswer } from '../send.ts';
import { meaningOf } from './error-table.ts';
import { type GraphError, parseGraphError } from './graph-error.ts';

/** An error answer of Meta in our terms, with what Meta said for the code that has to decide by it. */
export class InstagramError extends PlatformError {
  readonly graph: GraphError;

  constructor(graph: GraphError) {
    const meaning = meaningOf(graph);
    super(meaning.kind, causeCodeOf(graph), textOf(graph, meaning), {
      retryAfterSeconds: graph.retryAfterSeconds ?? meaning.wait,
      cause: new Error(`Meta answered ${graph.status} ${graph.code}/${graph.subcode}: ${graph.message}`),
    });
    this.name = 'InstagramError';
    this.graph = graph;
  }
}

/** @returns the error of an answer that is not a success */
export function toInstagramError(answer: PlatformAnswer): InstagramError {
  return new InstagramError(parseGraphError(answer));
}

/** A request that got no answer: whether it had an effect is unknown, asking again tells. */
export function toTransportError(cause: unknown): PlatformError {
  return new PlatformError('transient', 'no_answer', 'Instagram did not answer. Hopper tries again by itself.', {
    cause,
  });
}

/** The container is not there, or not shown. */
export function isUnknownThing(error: unknown): boolean {
  return error instanceof InstagramError && (error.graph.subcode === 33 || saysNoContainer(error));
}

/** "No such container": said of one that is unknown, expired, or was just used up. */
export function saysNoContainer({ graph }: InstagramError): boolean {
  return graph.code === 24 || graph.subcode === 2207008 || graph.subcode === 2207006;
}

export function unexpectedAnswer(cause?: unknown): PlatformError {
  const text = 'Instagram gave an answer that Hopper does not understand. Hopper tries again by itself.';
  return new PlatformError('transient', 'unexpected_answer', text, { cause });
}

function causeCodeOf({ status, code, subcode }: GraphError): string {
  if (code === 0) return `http_${status}`;
  return subcode === 0 ? `meta_${code}` : `meta_${code}_${subcode}`;
}

/** Meta's own words say best what is wrong with a post that it refuses for a reason that has no text of ours. */
function textOf(
  { userMessage, subcode, code }: GraphError,
  { kind, message }: { kind: string; message: string },
): string {
  const isVague = kind === 'rejected' && (code === 100 || code === 0) && subcode === 0;
  return isVague && userMessage ? `${message} It says: ${userMessage}` : message;
}
