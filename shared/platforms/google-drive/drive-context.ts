import type { OpenBody } from '../open-body.ts';
import type { Send } from '../send.ts';
import type { DriveAddresses } from './addresses.ts';

/** What every call uses. */
export interface DriveContext {
  readonly addresses: DriveAddresses;
  /** A valid access token; another one when this one was refused. @throws PlatformError `reauthorize` */
  accessToken(refused?: string): Promise<string>;
  /** For small calls: with a deadline. */
  readonly send: Send;
  /** For bytes: as long as they move. */
  readonly sendBytes: Send;
  readonly open: OpenBody;
  /** Epoch ms. */
  readonly now: () => number;
}
