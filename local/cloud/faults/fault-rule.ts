import * as z from 'zod';

/** Local AWS services whose calls can be made to go wrong. */
export const faultServices = ['dynamodb', 's3', 'sqs', 'kms', 'scheduler', 'sesv2', 'ssm', 'lambda'] as const;
export type FaultService = (typeof faultServices)[number];

/** Which calls a rule is about, and when and how often it strikes. */
const selector = {
  service: z.enum([...faultServices, '*']),
  /** Operation such as `SendMessage`, or `*`. `Deliver` of `scheduler` is a schedule that fires. */
  operation: z.string().min(1),
  /** Strike from the n-th matching call on (1 = the next one). */
  step: z.int().min(1).default(1),
  /** Chance per matching call, drawn from the seeded generator. */
  probability: z.number().gt(0).max(1).default(1),
  /** How many times to strike; null = as long as the rule is there. */
  count: z.int().min(1).nullable().default(1),
};

/** One thing that can go wrong with a call to a local AWS service. */
export const FaultRule = z.discriminatedUnion('kind', [
  z.strictObject({ ...selector, kind: z.literal('delay'), ms: z.int().min(0) }),
  /** Answer with this status; nothing happens. */
  z.strictObject({ ...selector, kind: z.literal('status'), status: z.int().min(400).max(599) }),
  /** Cut the connection before anything happens. */
  z.strictObject({ ...selector, kind: z.literal('before-effect') }),
  /** Let it happen, then cut the connection; with `status`, answer that instead of the truth. */
  z.strictObject({ ...selector, kind: z.literal('after-effect'), status: z.int().min(400).max(599).optional() }),
  /** Deliver a received message a second time; `operation` is `ReceiveMessage`. */
  z.strictObject({ ...selector, service: z.literal('sqs'), kind: z.literal('duplicate') }),
  /** A schedule fires, or a function is invoked, and the target never hears of it. */
  z.strictObject({
    ...selector,
    service: z.enum(['scheduler', 'lambda']),
    operation: z.enum(['Deliver', 'Invoke']),
    kind: z.literal('lose'),
  }),
]);
export type FaultRule = z.infer<typeof FaultRule>;

/** All rules that apply at one time. */
export const FaultSet = z.strictObject({ seed: z.int().min(0).default(1), rules: z.array(FaultRule).max(1000) });
export type FaultSet = z.infer<typeof FaultSet>;

/** The rules with how often each one has matched and struck. */
export const FaultState = z.object({
  seed: z.number(),
  random: z.number(),
  rules: z.array(z.object({ rule: FaultRule, matched: z.number(), fired: z.number() })),
});
export type FaultState = z.infer<typeof FaultState>;

/** What the rules that struck make of one call. */
export interface CallFault {
  delayMs?: number;
  status?: number;
  /** With `status`: the call takes effect although the answer says that it failed. */
  afterEffect?: boolean;
  dropConnection?: 'before' | 'after';
  /** Taken for done, without any effect. */
  isLost?: boolean;
}
