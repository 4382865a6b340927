import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { transferTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Transfer } from '../drive-api.ts';
import classes from './item-list.module.css';
import { ItemRow } from './item-row.tsx';
import { type ItemStatus, itemsQuery } from './transfer-queries.ts';

const { list: texts, itemStatus: names } = transferTexts;
const statuses: readonly ItemStatus[] = ['failed', 'running', 'waiting', 'planned', 'done', 'skipped'];

/** Every file and folder of a transfer, what has failed first. */
export function ItemList({ transfer }: { readonly transfer: Transfer }) {
  const id = useId();
  const [status, setStatus] = useState<ItemStatus>();
  const list = useInfiniteQuery(itemsQuery(transfer, status));
  const items = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.head}>
        <h3 id={id} className={classes.title}>
          {texts.title}
        </h3>
        <select
          aria-label={texts.filter}
          className={classes.select}
          value={status ?? ''}
          onChange={(event) => setStatus(statuses.find((one) => one === event.target.value))}
        >
          <option value="">{texts.all}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </div>
      {list.isPending && <Skeleton height="4rem" />}
      {list.isError && !list.data && <LoadError error={list.error} onRetry={list.refetch} />}
      {list.data && items.length === 0 && <p className={classes.quiet}>{texts.empty}</p>}
      <ul className={classes.list}>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}
