import { PlatformError } from '../../domain/posts/publisher.ts';
import { addressAt } from '../address-at.ts';
import type { YoutubeAddresses } from './addresses.ts';

/** The session address if it is at the API's own origin: an access token goes nowhere else. */
export function trustedSessionUrl(addresses: YoutubeAddresses, sessionUrl: string): URL | undefined {
  return addressAt(addresses.insertVideo.origin, sessionUrl);
}

/** @throws PlatformError `unknown`: a stored session that cannot be asked cannot be judged either */
export function storedSessionUrl(addresses: YoutubeAddresses, sessionUrl: string): URL {
  const url = trustedSessionUrl(addresses, sessionUrl);
  if (url) return url;
  throw new PlatformError(
    'unknown',
    'foreign_session',
    'This upload was begun at another address of YouTube. Look at the channel whether the video is there.',
  );
}
