import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { Post } from './api.ts';
import { useSimulated } from './site.ts';

/** Where the owner of an account sees everything there, also what nobody else sees. */
const homes: Readonly<Record<PlatformName, string>> = {
  youtube: 'https://studio.youtube.com',
  tiktok: 'https://www.tiktok.com/tiktokstudio/content',
  instagram: 'https://www.instagram.com',
};

/** Platforms that show their owner one thing by its id. */
const things: Partial<Readonly<Record<PlatformName, (remoteId: string) => string>>> = {
  youtube: (remoteId) => `https://studio.youtube.com/video/${encodeURIComponent(remoteId)}/edit`,
};

export interface SeeLink {
  readonly href: string;
  readonly isSimulated: boolean;
}

/** Where everybody sees what is out; nothing where it has no address. Of a simulated platform, its page on this machine. */
export function useSeeLink({ platform, remote_id: remoteId, url }: Post): SeeLink | undefined {
  const place = useSimulated()[platform];
  if (url === null) return undefined;
  if (place === undefined || remoteId === null) return { href: url, isSimulated: false };
  return { href: `${place}/${encodeURIComponent(remoteId)}`, isSimulated: true };
}

/** Where the owner of the account finds out whether a post is there. */
export function useLookLink({ platform, evidence }: Post): string {
  const place = useSimulated()[platform];
  const remoteId = evidence?.remote_id ?? null;
  if (remoteId === null) return place ?? homes[platform];
  if (place !== undefined) return `${place}/${encodeURIComponent(remoteId)}`;
  return things[platform]?.(remoteId) ?? homes[platform];
}
