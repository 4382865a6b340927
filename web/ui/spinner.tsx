import classes from './spinner.module.css';

interface Props {
  /** Read out; without it the spinner is decoration. */
  readonly label?: string;
}

export function Spinner({ label }: Props) {
  if (label === undefined) return <span className={classes.spinner} aria-hidden />;
  return (
    <span role="status" className={classes.labelled}>
      <span className={classes.spinner} aria-hidden />
      {label}
    </span>
  );
}
