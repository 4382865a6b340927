/** An outside call of a run: to a platform over HTTP, to a port (table, queue, vault), or one whose answer is a stream. */
export interface OutsideCall {
  readonly kind: 'platform' | 'port' | 'stream';
  readonly name: string;
  /** Whether its request carries a stream, which can break in the middle. */
  readonly sendsStream: boolean;
}

/**
 * before: nothing has happened · sent: it has happened, the answer is lost (a stream: in its middle) ·
 * answered: the answer is there (a stream: its last byte), nothing was done with it
 */
export const strikePoints = ['before', 'sent', 'answered'] as const;
/**
 * kill: the process dies · hang: no answer before a deadline; once answered, the process stands still for longer than
 * its lease and then goes on · reset: the connection breaks; once answered, so do the next ones · 500: the platform
 * says 500; once answered, to the next calls · cut: the request body, the answer, or an answer that pretends to be
 * whole, ends in its middle · cancel: nothing goes wrong, but the user cancels the post at this moment
 */
export const strikeModes = ['kill', 'hang', 'reset', '500', 'cut', 'cancel'] as const;
export type StrikePoint = (typeof strikePoints)[number];
export type StrikeMode = (typeof strikeModes)[number];

/** The one thing that goes wrong in a run: at the n-th outside call, at which point of it, and how. */
export interface Strike {
  readonly call: number;
  readonly point: StrikePoint;
  readonly mode: StrikeMode;
}

/** Everything that can go wrong in a run that makes these calls. */
export function listStrikes(calls: readonly OutsideCall[]): Strike[] {
  return calls.flatMap((made, call) =>
    strikePoints.flatMap((point) =>
      strikeModes.filter((mode) => isPossible(made, point, mode)).map((mode) => ({ call, point, mode })),
    ),
  );
}

/** A user does not see whether an answer has reached the worker. Of ports an error is an error; what comes back from them is no text that could be cut. */
function isPossible({ kind, sendsStream }: OutsideCall, point: StrikePoint, mode: StrikeMode): boolean {
  if (mode === 'cancel') return point !== 'answered';
  if (mode === '500') return kind === 'platform';
  if (mode === 'cut') return kind === 'platform' && (point !== 'before' || sendsStream);
  return true;
}

/** One in so many of all strikes, always the same: what is in it depends on nothing but the names. */
export function isInSample(flow: string, { call, point, mode }: Strike, oneIn: number): boolean {
  let hash = 2_166_136_261;
  for (const char of `${flow} ${call} ${point} ${mode}`) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  return (hash >>> 8) % oneIn === 0;
}
