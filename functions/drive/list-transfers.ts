import { HopperError } from '../../shared/domain/hopper-error.ts';
import { getOwnTransfer } from './get-own-transfer.ts';
import type { TransferEndpoint } from './transfer-deps.ts';
import { toItemView, toTransferView } from './transfer-view.ts';

/** Items that come with a transfer. */
const firstItems = 100;
const transferCursor = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const itemCursor = /^\d-[a-z]+#\d{10}$/;

/** A user's transfers, the newest first. */
export const listTransfers: TransferEndpoint<'listTransfers'> = async ({ query }, { caller, now }, deps) => {
  const cursor = checked(query.cursor, transferCursor);
  const { transfers, nextCursor } = await deps.transfers.list(caller.userId, query.limit, cursor);
  return { body: transfers.map((transfer) => toTransferView(transfer, now)), nextCursor };
};

/** One transfer with its first items. */
export const getTransfer: TransferEndpoint<'getTransfer'> = async ({ params }, { caller, now }, deps) => {
  const transfer = await getOwnTransfer(deps, caller.userId, params.transferId);
  const { items } = await deps.transfers.listItems(transfer.transferId, { limit: firstItems, now });
  return { ...toTransferView(transfer, now), items: items.map((item) => toItemView(item, transfer, now)) };
};

/** Items of a transfer, page by page. */
export const listTransferItems: TransferEndpoint<'listTransferItems'> = async (
  { params, query },
  { caller, now },
  deps,
) => {
  const { limit, status } = query;
  const cursor = checked(query.cursor, itemCursor);
  const transfer = await getOwnTransfer(deps, caller.userId, params.transferId);
  const page = { limit, now, ...(status && { status }), ...(cursor !== undefined && { cursor }) };
  const { items, nextCursor } = await deps.transfers.listItems(transfer.transferId, page);
  return { body: items.map((item) => toItemView(item, transfer, now)), nextCursor };
};

/** @throws HopperError invalid_input for a cursor that no page has answered */
function checked(cursor: string | undefined, pattern: RegExp): string | undefined {
  if (cursor === undefined || pattern.test(cursor)) return cursor;
  const details = [{ path: 'cursor', message: 'Send the cursor as it was answered.' }];
  throw new HopperError('invalid_input', undefined, { details });
}
