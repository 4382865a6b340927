import { commonTexts } from '../texts/en/common.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import classes from './page-header.module.css';
import { Skeleton } from './skeleton.tsx';

/** A page of which nothing is known yet. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label={commonTexts.loading}>
      <div className={classes.header}>
        <Skeleton width="9rem" height="1.75rem" />
      </div>
      <ListSkeleton />
    </div>
  );
}
