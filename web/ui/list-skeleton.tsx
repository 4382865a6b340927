import { Card } from './card.tsx';
import classes from './list-skeleton.module.css';
import { Skeleton } from './skeleton.tsx';

const rows = ['a', 'b', 'c'];

export function ListSkeleton() {
  return (
    <div className={classes.list}>
      {rows.map((row) => (
        <Card key={row} className={classes.row ?? ''}>
          <Skeleton width="6rem" height="3.5rem" />
          <div className={classes.words}>
            <Skeleton width="45%" />
            <Skeleton width="70%" height="0.75rem" />
          </div>
        </Card>
      ))}
    </div>
  );
}
