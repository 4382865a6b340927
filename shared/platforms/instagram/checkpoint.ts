import * as z from 'zod';

/** A container: invisible, lives 24 hours, publishes once. Times in epoch ms. */
const container = {
  containerId: z.string(),
  /** Containers made for this post, this one included. */
  containers: z.number(),
  /** When it was made: 24 hours later it ends. */
  madeAt: z.number(),
};

/** What was found out before publishing, for whoever has to find the post afterwards. */
const facts = {
  copyrightMatch: z.boolean(),
  /** The account's newest post before this one; null = it had none, or Instagram did not say. */
  newestMediaId: z.string().nullable(),
};

/** The container waits for the bytes (Facebook Login only). */
const Sending = z.object({ phase: z.literal('sending'), ...container, uploadUrl: z.url() });

/** Instagram has, or fetches, the bytes and converts them. */
const Preparing = z.object({
  phase: z.literal('preparing'),
  ...container,
  /** Instagram fetches the bytes from an address: how many it has is not told. */
  isFetched: z.boolean(),
  polls: z.number(),
  /** When Instagram last showed it. */
  seenAt: z.number(),
});

/** Everything is done but publishing, which nobody has tried. */
const Ready = z.object({ phase: z.literal('ready'), ...container, ...facts });

/** A clear no to publishing, which is believed only after a look at the container and at the account. */
const Refusal = z.object({
  kind: z.enum(['rejected', 'quota', 'rate_limited']),
  code: z.string(),
  message: z.string(),
  waitSeconds: z.number(),
});
export type Refusal = z.infer<typeof Refusal>;

const attempt = {
  ...container,
  ...facts,
  /** When publishing was first tried: what it may have made is younger. */
  firstTriedAt: z.number(),
  /** What Instagram answered to the last try; null = nothing that is clear. */
  refusal: Refusal.nullable(),
};

/** Publishing is tried now, or was: without a word from Instagram only looking there tells. */
const Publishing = z.object({
  phase: z.literal('publishing'),
  ...attempt,
  triedAt: z.number(),
  tries: z.number(),
  /** Times since the last try that Instagram said that the container is not published. */
  denials: z.number(),
});

/** The container is used up or unknown: is there a post that was made of it? */
const Searching = z.object({
  phase: z.literal('searching'),
  ...attempt,
  looks: z.number(),
  /** What is known: the container says published · it is gone unpublished · Instagram said no · nothing clear. */
  verdict: z.enum(['published', 'unpublished', 'refused', 'unclear']),
});

/** It is out. */
const Live = z.object({
  phase: z.literal('live'),
  mediaId: z.string(),
  copyrightMatch: z.boolean(),
  url: z.string().nullable(),
  /** Looks for the address of the post. */
  looks: z.number(),
  comments: z.enum(['to-switch-off', 'done', 'failed']),
  /** `writing`: the next step writes it, or did. */
  firstComment: z.enum(['to-write', 'writing', 'done', 'failed']),
  /** Times that switching or writing came to nothing. */
  failures: z.number(),
});

export const InstagramCheckpoint = z
  .discriminatedUnion('phase', [Sending, Preparing, Ready, Publishing, Searching, Live])
  .nullable();
export type InstagramCheckpoint = z.infer<typeof InstagramCheckpoint>;
export type Sending = z.infer<typeof Sending>;
export type Preparing = z.infer<typeof Preparing>;
export type Ready = z.infer<typeof Ready>;
export type Publishing = z.infer<typeof Publishing>;
export type Searching = z.infer<typeof Searching>;
export type Live = z.infer<typeof Live>;
