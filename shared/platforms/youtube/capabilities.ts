import * as z from 'zod';

/** What a channel may do, as YouTube said when it was asked last. */
export const YoutubeCapabilities = z.object({
  /**
   * Only `allowed` may post videos longer than 15 minutes: a channel whose phone number is verified.
   * @see https://developers.google.com/youtube/v3/docs/channels#status.longUploadsStatus
   */
  longUploadsStatus: z
    .enum(['allowed', 'eligible', 'disallowed', 'longUploadsUnspecified'])
    .catch('longUploadsUnspecified'),
});
export type YoutubeCapabilities = z.infer<typeof YoutubeCapabilities>;

/**
 * Whether the owner of the channel has verified it; undefined when YouTube did not say.
 * @param capabilities as stored with the connection
 */
export function isVerifiedChannel(capabilities: unknown): boolean | undefined {
  const parsed = YoutubeCapabilities.safeParse(capabilities);
  if (!parsed.success || parsed.data.longUploadsStatus === 'longUploadsUnspecified') return undefined;
  return parsed.data.longUploadsStatus === 'allowed';
}
