import { authorizeCaller } from '../google-api/authorize-caller.ts';
import type { SimulatedChannel } from '../google-oauth/simulated-accounts.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';
import { readParts } from './parts.ts';
import { toEtag } from './render-video.ts';
import { readScopes } from './scopes.ts';
import { requireChannel, toBaseUrl, type Youtube } from './youtube.ts';

const parts = ['id', 'snippet', 'contentDetails', 'statistics', 'status', 'brandingSettings', 'contentOwnerDetails'];
const filters = ['mine', 'id', 'forHandle', 'forUsername', 'managedByMe'] as const;

/** `GET /youtube/v3/channels`. @see https://developers.google.com/youtube/v3/docs/channels/list */
export function handleChannelsList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 1);
  const wanted = readParts(exchange, parts);
  const used = filters.filter((name) => exchange.query.has(name));
  const [filter] = used;
  if (filter === undefined || used.length > 1) {
    throw parameterError('invalidCriteria', 'parameters', 'Exactly one filter parameter must be given.');
  }
  const mine = caller.account.channel;
  if (filter === 'mine' && !mine && youtube.options.withoutChannel === 'signup-required') requireChannel(caller);
  const channels = findChannels(youtube, filter, exchange.query.get(filter) ?? '', mine);
  const items = channels.map((channel) => renderChannel(youtube, channel, wanted, toBaseUrl(exchange)));
  const bare = items.length === 0 && youtube.options.withoutChannel !== 'empty';
  return jsonAnswer(200, {
    kind: 'youtube#channelListResponse',
    etag: toEtag(items),
    pageInfo: { totalResults: items.length, resultsPerPage: 5 },
    ...(!bare && { items }),
  });
}

function findChannels(
  youtube: Youtube,
  filter: (typeof filters)[number],
  value: string,
  mine: SimulatedChannel | null,
): SimulatedChannel[] {
  const all = youtube.google.accounts.flatMap((account) => account.channel ?? []);
  if (filter === 'mine') return mine ? [mine] : [];
  if (filter === 'id') return all.filter((channel) => value.split(',').includes(channel.id));
  if (filter === 'forHandle') return all.filter((channel) => channel.handle === `@${value.replace(/^@/, '')}`);
  return [];
}

function renderChannel(youtube: Youtube, channel: SimulatedChannel, wanted: readonly string[], baseUrl: string) {
  const sections: Readonly<Record<string, unknown>> = {
    snippet: {
      title: channel.title,
      description: channel.description,
      customUrl: channel.handle,
      publishedAt: channel.publishedAt,
      thumbnails: {
        default: { url: `${baseUrl}/avatar/${channel.id}.svg`, width: 88, height: 88 },
        medium: { url: `${baseUrl}/avatar/${channel.id}.svg`, width: 240, height: 240 },
        high: { url: `${baseUrl}/avatar/${channel.id}.svg`, width: 800, height: 800 },
      },
      localized: { title: channel.title, description: channel.description },
      ...(channel.country !== undefined && { country: channel.country }),
    },
    contentDetails: { relatedPlaylists: { likes: '', uploads: toUploadsPlaylistId(channel.id) } },
    statistics: {
      viewCount: '0',
      subscriberCount: '0',
      hiddenSubscriberCount: false,
      videoCount: String(youtube.videos.countByChannel(channel.id)),
    },
    status: {
      privacyStatus: 'public',
      isLinked: true,
      longUploadsStatus: channel.longUploads,
      madeForKids: false,
    },
    brandingSettings: { channel: { title: channel.title, description: channel.description } },
    contentOwnerDetails: {},
  };
  const chosen = Object.fromEntries(wanted.flatMap((part) => (part === 'id' ? [] : [[part, sections[part]]])));
  return { kind: 'youtube#channel', etag: toEtag(chosen), id: channel.id, ...chosen };
}

/** The playlist that holds every upload of a channel: `UC…` becomes `UU…`. */
export function toUploadsPlaylistId(channelId: string): string {
  return `UU${channelId.slice(2)}`;
}
