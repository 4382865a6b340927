import { PlatformError } from '../../domain/posts/publisher.ts';
import { addressAt } from '../address-at.ts';
import type { InstagramAddresses } from './addresses.ts';

/** The upload address if it lies at the upload host: an access token goes nowhere else. */
export function trustedUploadUrl({ upload }: InstagramAddresses, uploadUrl: string): URL | undefined {
  const base = new URL(upload);
  const url = addressAt(base.origin, uploadUrl);
  return url?.pathname.startsWith(base.pathname.replace(/\/*$/, '/')) ? url : undefined;
}

/** @throws PlatformError `transient`: another container is made then */
export function storedUploadUrl(addresses: InstagramAddresses, uploadUrl: string): URL {
  const url = trustedUploadUrl(addresses, uploadUrl);
  if (url) return url;
  throw new PlatformError(
    'transient',
    'foreign_upload',
    'The upload was begun at another address. Hopper begins anew.',
  );
}
