import { commonTexts } from '../texts/en/common.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import classes from './calendar.module.css';

export function CalendarSkeleton() {
  return (
    <div role="status" aria-label={commonTexts.loading} className={classes.skeleton}>
      <Skeleton width="18rem" height="2.25rem" />
      <Skeleton height="34rem" />
    </div>
  );
}
