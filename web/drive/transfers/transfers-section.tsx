import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useSearchParams } from 'wouter';
import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import type { OpeningWish } from '../opening-wish.ts';
import { openTransferIn } from './open-transfer.ts';
import { transfersQuery } from './transfer-queries.ts';
import { TransferRow } from './transfer-row.tsx';
import { useTellEnds } from './use-tell-ends.ts';

const TransferPanel = lazyPart(async () => ({ default: (await import('./transfer-panel.tsx')).TransferPanel }));

/** Everything that was ordered. Which one is open stands in the address, so that a reload shows it again. */
export function TransfersSection({ onOpen }: { readonly onOpen: (wish: OpeningWish) => void }) {
  const list = useInfiniteQuery(transfersQuery);
  const [search, setSearch] = useSearchParams();
  const transfers = list.data?.pages.flatMap((page) => page.rows) ?? [];
  useTellEnds(transfers);
  const shown = search.get('transfer');
  const show = (transferId: string | undefined) => setSearch(openTransferIn(transferId));
  return (
    <Section title={texts.title} text={texts.text}>
      {list.isPending && <ListSkeleton />}
      {list.isError && !list.data && <LoadError error={list.error} onRetry={list.refetch} />}
      {list.data && transfers.length === 0 && <p className={rows.quiet}>{texts.empty}</p>}
      <ul className={rows.rows}>
        {transfers.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} onShow={() => show(transfer.id)} onOpen={onOpen} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.loadMore}
        </Button>
      )}
      <Suspense>
        {shown !== null && (
          <TransferPanel key={shown} transferId={shown} onOpen={onOpen} onClose={() => show(undefined)} />
        )}
      </Suspense>
    </Section>
  );
}
