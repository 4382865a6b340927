import * as z from 'zod';

/** Which requests a rule is about, and when and how often it strikes. */
const selector = {
  /** A registered platform, or `*`. */
  platform: z.string().min(1),
  /** An operation of the platform such as `videos.insert`, or `*`. */
  operation: z.string().min(1),
  /** Strike from the n-th matching request on (1 = the next one). */
  step: z.int().min(1).default(1),
  /** Chance per matching request, drawn from the seeded generator. */
  probability: z.number().gt(0).max(1).default(1),
  /** How many times to strike; null = as long as the rule is there. */
  count: z.int().min(1).nullable().default(1),
};

const errorAnswer = {
  reason: z.string().min(1).optional(),
  message: z.string().min(1).optional(),
  /** Seconds for the `Retry-After` header. */
  retryAfter: z.int().min(0).optional(),
};

/** One thing that can go wrong. `kind` says what; the selector says when. */
export const faultRuleSchema = z.discriminatedUnion('kind', [
  /** Answer with this error; nothing happens. */
  z.strictObject({ ...selector, kind: z.literal('status'), status: z.int().min(400).max(599), ...errorAnswer }),
  /** Answer with this error in the body but with status 200, as platforms with an envelope do; nothing happens. */
  z.strictObject({
    ...selector,
    kind: z.literal('quiet-refusal'),
    reason: z.string().min(1),
    message: z.string().min(1).optional(),
  }),
  /** Cut the connection before anything happens. */
  z.strictObject({ ...selector, kind: z.literal('before-effect') }),
  /** Let it happen, then cut the connection; with `status`, answer that instead of the truth. */
  z.strictObject({
    ...selector,
    kind: z.literal('after-effect'),
    status: z.int().min(200).max(599).optional(),
    ...errorAnswer,
  }),
  /** Let it happen, send half of the answer, then cut the connection. */
  z.strictObject({ ...selector, kind: z.literal('half-answer') }),
  z.strictObject({ ...selector, kind: z.literal('delay'), ms: z.int().min(0) }),
  /** Cut the connection when this many bytes of the request body have arrived. */
  z.strictObject({ ...selector, kind: z.literal('cut-body-after'), bytes: z.int().min(0) }),
  /** Stop reading after this many bytes of the request body and never answer. */
  z.strictObject({ ...selector, kind: z.literal('stall'), bytes: z.int().min(0).default(0) }),
  /** Receive the request body at most this fast. */
  z.strictObject({ ...selector, kind: z.literal('slow'), bytesPerSecond: z.int().min(1) }),
  /** Keep only this many bytes of a chunk and answer normally. */
  z.strictObject({ ...selector, kind: z.literal('partly-stored'), bytes: z.int().min(0) }),
  /** One byte of what passes, a chunk that is stored or a file that is downloaded, becomes another one. */
  z.strictObject({ ...selector, kind: z.literal('corrupt-byte'), at: z.int().min(0).default(0) }),
  /** A download ends after this many bytes as if there were no more. */
  z.strictObject({ ...selector, kind: z.literal('short-answer'), bytes: z.int().min(0) }),
  /** The connection is cut after this many bytes of a download. */
  z.strictObject({ ...selector, kind: z.literal('cut-answer-after'), bytes: z.int().min(0) }),
  /** The upload session, or whatever else the request is about that has an end, is gone from now on. */
  z.strictObject({ ...selector, kind: z.literal('session-lost'), status: z.literal([404, 410]).default(404) }),
  /** The access token of this request, or the user's whole grant, is revoked first. */
  z.strictObject({
    ...selector,
    kind: z.literal('token-revoked'),
    what: z.enum(['access-token', 'grant']).default('access-token'),
    /** How it is refused from now on, where the platform tells several reasons apart. */
    reason: z.string().min(1).optional(),
  }),
  /** What goes wrong with a message that the platform sends by itself; `forged` and `old` are about its signature. */
  z.strictObject({ ...selector, kind: z.literal('webhook'), how: z.enum(['never', 'twice', 'forged', 'old']) }),
  /** What becomes of the thing created by this request once the platform has processed it. */
  z.strictObject({
    ...selector,
    kind: z.literal('outcome'),
    outcome: z.enum(['failed', 'rejected', 'terminated', 'stuck', 'backwards', 'deleted', 'locked-private']),
    reason: z.string().min(1).optional(),
    /** Virtual seconds after the upload at which it happens (`rejected`, `deleted`, `failed`), or for which it is `stuck`. */
    afterSeconds: z.number().min(0).optional(),
    /** Status reads that still say "processing" (`stuck`). */
    polls: z.int().min(1).optional(),
  }),
]);
export type FaultRule = z.infer<typeof faultRuleSchema>;

/** Body of `POST /faults`; it replaces all rules. */
export const faultsRequestSchema = z.strictObject({
  seed: z.int().min(0).default(1),
  rules: z.array(faultRuleSchema).max(1000),
});
export type FaultsRequest = z.infer<typeof faultsRequestSchema>;

/** The first fault of one kind among those that struck a request. */
export function findFault<K extends FaultRule['kind']>(
  faults: readonly FaultRule[],
  kind: K,
): Extract<FaultRule, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<FaultRule, { kind: K }> => fault.kind === kind);
}
