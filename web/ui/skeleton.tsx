import classes from './skeleton.module.css';

interface Props {
  /** CSS lengths. */
  readonly width?: string;
  readonly height?: string;
}

/** Stands where something is about to be. */
export function Skeleton({ width = '100%', height = '1rem' }: Props) {
  return <span className={classes.skeleton} style={{ width, height }} aria-hidden />;
}
