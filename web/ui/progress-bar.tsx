import classes from './progress-bar.module.css';

interface Props {
  /** 0 to 100. */
  readonly percent: number;
  readonly label: string;
}

export function ProgressBar({ percent, label }: Props) {
  return <progress className={classes.bar} max={100} value={percent} aria-label={label} />;
}
