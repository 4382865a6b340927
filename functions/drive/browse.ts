import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import type { BrowseDeps } from './browse-deps.ts';
import { type DriveAccess, requireDriveSession } from './require-drive-session.ts';
import { toHopperError } from './to-hopper-error.ts';

/**
 * Looks around in the Drive behind a token of any kind.
 * @throws HopperError as `requireDriveSession` and `toHopperError` say; invalid_input when `pageToken` is none of this list
 */
export async function browse<T>(
  deps: Omit<BrowseDeps, 'clock'>,
  context: Pick<SignedInContext, 'caller' | 'now'>,
  { token, pageToken }: { readonly token: string; readonly pageToken?: string | undefined },
  look: (drive: DriveApi, access: DriveAccess) => Promise<T>,
): Promise<T> {
  const access = await requireDriveSession(deps, context, token);
  try {
    return await look(deps.drive(access.account), access);
  } catch (error) {
    if (pageToken !== undefined && isInvalid(error)) throw wrongPageToken(error);
    throw toHopperError(error);
  }
}

/** Everything else in such a call was built here, so what Drive finds invalid is the token of the page. */
function isInvalid(error: unknown): boolean {
  return error instanceof PlatformError && ['invalid', 'invalidParameter'].includes(error.causeCode);
}

/** @param cause why it is none of this list any more */
export function wrongPageToken(cause?: unknown): HopperError {
  const details = [{ path: 'page_token', message: 'Not a page of this list, or too old. Begin at the first page.' }];
  return new HopperError('invalid_input', undefined, { details, cause });
}
