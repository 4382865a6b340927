import { commonTexts } from '../texts/en/common.ts';
import { Spinner } from '../ui/spinner.tsx';
import classes from './splash.module.css';

/** For the moment in which nobody knows yet who is there. */
export function Splash() {
  return (
    <main className={classes.splash}>
      <Spinner label={commonTexts.loading} />
    </main>
  );
}
