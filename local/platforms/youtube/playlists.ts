import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { PlatformContext } from '../platform.ts';
import { createDocumentTable } from '../storage/document-table.ts';
import { inTransaction } from '../storage/open-database.ts';

const playlistSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  title: z.string(),
  description: z.string(),
  privacy: z.enum(['public', 'unlisted', 'private']),
  createdAtMs: z.number(),
  /** In the order of the playlist. */
  items: z.array(z.object({ id: z.string(), videoId: z.string(), addedAtMs: z.number() })),
});
export type Playlist = z.infer<typeof playlistSchema>;

/** Playlists that people made; the uploads playlist is derived from the videos instead. */
export interface Playlists {
  find(id: string): Playlist | undefined;
  listByChannel(channelId: string): Playlist[];
  create(wish: Pick<Playlist, 'channelId' | 'title' | 'description' | 'privacy'>, nowMs: number): Playlist;
  /** Puts a video into a playlist; the same video twice makes two items. */
  addItem(playlist: Playlist, videoId: string, position: number | null, nowMs: number): Playlist['items'][number];
  /** Takes an item out; the video itself stays. */
  removeItem(playlist: Playlist, itemId: string, nowMs: number): void;
}

const noFacts = { title: null, description: null, privacy: null, publishAt: null, bytes: null, sha256: null };

export function openPlaylists({ database, ledger }: PlatformContext): Playlists {
  const table = createDocumentTable<Playlist>(database, {
    name: 'youtube_playlists',
    schema: playlistSchema,
    file: (playlist) => ({ id: playlist.id, owner: playlist.channelId }),
  });
  return {
    find: table.find,
    listByChannel: table.listByOwner,
    create: (wish, nowMs) => {
      const playlist = { ...wish, id: `PL${randomBytes(24).toString('base64url')}`, createdAtMs: nowMs, items: [] };
      const { id, channelId, title, description, privacy } = playlist;
      const publishedAt = privacy === 'private' ? null : new Date(nowMs).toISOString();
      const facts = { ...noFacts, title, description, privacy, publishedAt };
      inTransaction(database, () => {
        table.put(playlist);
        ledger.record({ ...facts, platform: 'youtube', account: channelId, kind: 'playlist', remoteId: id });
      });
      return playlist;
    },
    addItem: (playlist, videoId, position, nowMs) => {
      const item = { id: `UEw${randomBytes(30).toString('base64url')}`, videoId, addedAtMs: nowMs };
      const at = position ?? playlist.items.length;
      const items = [...playlist.items.slice(0, at), item, ...playlist.items.slice(at)];
      const publishedAt = playlist.privacy === 'private' ? null : new Date(nowMs).toISOString();
      const account = playlist.channelId;
      inTransaction(database, () => {
        table.put({ ...playlist, items });
        const facts = { ...noFacts, publishedAt, account, platform: 'youtube', kind: 'playlistItem' };
        // No title: a row counts as a copy of the video only where the video itself exists.
        ledger.record({ ...facts, remoteId: item.id, description: `${playlist.id}/${videoId}` });
      });
      return item;
    },
    removeItem: (playlist, itemId, nowMs) =>
      inTransaction(database, () => {
        table.put({ ...playlist, items: playlist.items.filter(({ id }) => id !== itemId) });
        ledger.erase('youtube', itemId, nowMs);
      }),
  };
}
