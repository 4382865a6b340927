import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { type DriveEnd, driveTokenOf } from '../../data/drive-access.ts';
import { useStore } from '../../data/store.ts';
import { driveTexts as texts } from '../../texts/en/drive.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Browser } from '../browse/browser.tsx';
import { accountQuery, isClosed } from '../drive-queries.ts';
import { AccountBar } from './account-bar.tsx';
import { ClosedDrive } from './closed-drive.tsx';
import classes from './drive-panel.module.css';
import { EndedDrive } from './ended-drive.tsx';

interface Props {
  readonly end: DriveEnd;
  /** Leads to Google's consent. */
  readonly onOpen: () => void;
}

/** One of the two Drives, open or not. */
export function DrivePanel({ end, onOpen }: Props) {
  const id = useId();
  const token = useStore(driveTokenOf(end));
  return (
    <section aria-labelledby={id} className={classes.panel}>
      <h2 id={id} className={classes.title}>
        {texts.ends[end]}
      </h2>
      {token === null ? (
        <ClosedDrive end={end} onOpen={onOpen} />
      ) : (
        <OpenDrive key={token} end={end} token={token} onOpen={onOpen} />
      )}
    </section>
  );
}

function OpenDrive({ end, token, onOpen }: Props & { readonly token: string }) {
  const account = useQuery(accountQuery(token));
  if (account.isError && isClosed(account.error)) return <EndedDrive error={account.error} onOpen={onOpen} />;
  if (account.isError && !account.data) return <LoadError error={account.error} onRetry={account.refetch} />;
  if (!account.data) return <ListSkeleton />;
  return (
    <div className={classes.open}>
      <AccountBar end={end} token={token} account={account.data} onOpen={onOpen} />
      <Browser end={end} token={token} account={account.data} onOpen={onOpen} />
    </div>
  );
}
