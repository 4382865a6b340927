import { childrenOf } from '../../domain/drive/children-of.ts';
import type { DrivePage } from '../../domain/drive/drive-api.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { Cause } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';

const pageSize = 1000;
/** How Drive refuses a token, which it keeps for some hours. */
const tokenRefusals = new Set(['invalid', 'invalidParameter', 'badRequest', 'http_400']);

/** What is not seen would be missing at the destination, and nobody would know. */
const incomplete = new PlatformError(
  'transient',
  'incomplete_listing',
  'Google Drive did not look through all of a folder. Hopper asks again by itself.',
);

/** The next children of a folder; or `begin-again`, when the token of the page is too old; or why they cannot be seen. */
export type Listed = DrivePage | 'begin-again' | { readonly refused: Cause };

/** One page of a folder. @throws PlatformError that is not about this folder alone */
export async function listChildren({ source, signal }: TurnContext, folder: TransferItem): Promise<Listed> {
  const { itemId: id, driveId, pageToken } = folder;
  try {
    const query = { ...childrenOf({ id, driveId }), pageSize, ...(pageToken !== null && { pageToken }) };
    const page = await source.list(query, signal);
    if (page.incomplete) throw incomplete;
    return page;
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind !== 'rejected') throw error;
    if (pageToken !== null && tokenRefusals.has(error.causeCode)) return 'begin-again';
    if (error.causeCode === 'notFound') return { refused: reasonOf('source_gone') };
    return { refused: { code: error.causeCode, message: error.userMessage } };
  }
}
