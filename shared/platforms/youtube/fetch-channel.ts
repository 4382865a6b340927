import * as z from 'zod';
import type { RemoteAccount } from '../../domain/connections/connection.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { parseJson } from '../google/google-error.ts';
import type { Send } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import { YoutubeCapabilities } from './capabilities.ts';
import { toPlatformError, toTransportError } from './platform-error.ts';

const ChannelList = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({
          title: z.string(),
          thumbnails: z.object({ default: z.object({ url: ShownAddress }).optional() }).default({}),
        }),
        status: YoutubeCapabilities.nullable().default(null),
      }),
    )
    .default([]),
});

/**
 * The channel behind a grant. It is chosen during consent and fixed for the grant.
 * @throws PlatformError `rejected` when the Google account has no channel
 */
export async function fetchChannel(send: Send, channels: URL, accessToken: string): Promise<RemoteAccount> {
  const url = new URL(channels);
  url.searchParams.set('part', 'id,snippet,status');
  url.searchParams.set('mine', 'true');
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const answer = await send({ method: 'GET', url, headers }).catch((error: unknown) => {
    throw toTransportError(error);
  });
  if (answer.status !== 200) throw toPlatformError(answer, Date.now());
  const [channel] = ChannelList.parse(parseJson(answer.text)).items;
  if (!channel) {
    throw new PlatformError('rejected', 'youtubeSignupRequired', 'This Google account has no YouTube channel.');
  }
  const { title, thumbnails } = channel.snippet;
  const avatarUrl = thumbnails.default?.url ?? null;
  return { remoteId: channel.id, capabilities: channel.status, name: title, avatarUrl };
}
