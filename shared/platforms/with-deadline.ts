import type { Send } from './send.ts';

/**
 * A `send` that gives up, and breaks the connection off, when an answer takes longer than this. For small calls only:
 * an upload may take as long as it moves.
 */
export function withDeadline(send: Send, milliseconds: number): Send {
  return (request) => {
    const deadline = AbortSignal.timeout(milliseconds);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    return send({ ...request, signal });
  };
}
