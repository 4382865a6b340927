import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import type { Transfer, TransferItem } from '../drive-api.ts';
import { isMoving, planTransferLook } from './plan-transfer-look.ts';

/** Some of a list, and where it goes on. */
interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | undefined;
}

const pageSize = 20;
const itemsMilliseconds = 3000;

function firstPage(): string | undefined {
  return undefined;
}

/** Keeps the cursor of a list's answer. */
async function readPage<T>(
  call: (options: { onHeaders: (headers: Headers) => void }) => Promise<readonly T[]>,
): Promise<Page<T>> {
  let next: string | undefined;
  const onHeaders = (headers: Headers) => {
    next = headers.get('x-next-cursor') ?? undefined;
  };
  const rows = await call({ onHeaders });
  return { rows, next };
}

/** All transfers, the newest first; read again while something of them moves and somebody sees it. */
export const transfersQuery = infiniteQueryOptions({
  queryKey: ['transfers'],
  queryFn: ({ pageParam, signal }) =>
    readPage((options) => api.listTransfers({ query: { limit: pageSize, cursor: pageParam } }, { ...options, signal })),
  initialPageParam: firstPage(),
  getNextPageParam: ({ next }: Page<Transfer>) => next,
  refetchInterval: ({ state }) =>
    planTransferLook(state.data?.pages.flatMap((page) => page.rows) ?? [], Date.now()) ?? false,
});

export function transferQuery(transferId: string) {
  return queryOptions({
    queryKey: ['transfer', transferId],
    queryFn: ({ signal }): Promise<Transfer> => api.getTransfer({ params: { transferId } }, { signal }),
    refetchInterval: ({ state }) => planTransferLook(state.data ? [state.data] : [], Date.now()) ?? false,
  });
}

export type ItemStatus = TransferItem['status'];

/**
 * What becomes of every file of a transfer.
 * @param shown state of items to be listed; undefined = all
 */
export function itemsQuery({ id, status }: Pick<Transfer, 'id' | 'status'>, shown: ItemStatus | undefined) {
  return infiniteQueryOptions({
    // With the transfer's own state: the end of it is read although nothing moves any more then.
    queryKey: ['transfer', id, 'items', shown ?? 'all', status],
    queryFn: ({ pageParam, signal }) => {
      const input = { params: { transferId: id }, query: { limit: 50, cursor: pageParam, status: shown } };
      return readPage((options) => api.listTransferItems(input, { ...options, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }: Page<TransferItem>) => next,
    refetchInterval: isMoving({ status }) ? itemsMilliseconds : false,
    placeholderData: keepPreviousData,
  });
}

/** Reads what is shown of transfers anew, after a word or an order. */
export async function refreshTransfers(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: transfersQuery.queryKey }),
    client.invalidateQueries({ queryKey: ['transfer'] }),
  ]);
}
