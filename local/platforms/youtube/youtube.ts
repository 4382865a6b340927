import { GoogleApiError } from '../google-api/google-api-error.ts';
import { openUploadSessions, type UploadSessions } from '../google-api/resumable/upload-sessions.ts';
import { type Caller, type GoogleAccounts, openGoogleAccounts } from '../google-oauth/google-accounts.ts';
import type { SimulatedChannel } from '../google-oauth/simulated-accounts.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { type Captions, openCaptions } from './captions-table.ts';
import { openPlaylists, type Playlists } from './playlists.ts';
import { openQuota, type Quota } from './quota.ts';
import { openVideos, type Videos } from './videos.ts';
import type { YoutubeOptions } from './youtube-options.ts';

export const youtubePrefix = '/youtube';

/** Everything the handlers of simulated YouTube work on. */
export interface Youtube {
  readonly context: PlatformContext;
  readonly options: YoutubeOptions;
  readonly google: GoogleAccounts;
  readonly videos: Videos;
  readonly sessions: UploadSessions;
  readonly quota: Quota;
  readonly playlists: Playlists;
  readonly captions: Captions;
}

/** Opens simulated YouTube on the shared state. */
export function openYoutube(context: PlatformContext): Youtube {
  const captions = openCaptions(context);
  const sessions = openUploadSessions(context, 'youtube', ['sha256']);
  return {
    context,
    options: context.options.youtube,
    google: openGoogleAccounts(context),
    videos: openVideos(context, captions, sessions.filePath),
    sessions,
    quota: openQuota(context),
    playlists: openPlaylists(context),
    captions,
  };
}

/** The caller's channel. @throws GoogleApiError 401 `youtubeSignupRequired` */
export function requireChannel(caller: Caller): SimulatedChannel {
  const { channel } = caller.account;
  if (channel) return channel;
  throw new GoogleApiError({
    status: 401,
    reason: 'youtubeSignupRequired',
    domain: 'youtube.header',
    message: 'Unauthorized',
  });
}

export function findChannel(youtube: Youtube, channelId: string): SimulatedChannel | undefined {
  return youtube.google.accounts.find((account) => account.channel?.id === channelId)?.channel ?? undefined;
}

/** Address of simulated YouTube as the client reached it. */
export function toBaseUrl(exchange: Exchange): string {
  return `${exchange.url.origin}${youtubePrefix}`;
}
