import { useInfiniteQuery } from '@tanstack/react-query';
import { accountTexts } from '../../texts/en/account.ts';
import { Button } from '../../ui/button.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import classes from './log.module.css';
import { logQuery } from './log-query.ts';
import { LogRow } from './log-row.tsx';

const { log: texts } = accountTexts;

/** What happened to the security of the account, the newest first. */
export function LogSection() {
  const log = useInfiniteQuery(logQuery);
  const events = log.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Section title={texts.title} text={texts.text}>
      {log.isPending && <ListSkeleton />}
      {log.isError && <LoadError error={log.error} onRetry={log.refetch} />}
      {log.isSuccess && events.length === 0 && <p className={rows.quiet}>{texts.none}</p>}
      <ol className={rows.rows} aria-label={texts.list}>
        {events.map((event) => (
          <LogRow key={event.id} event={event} />
        ))}
      </ol>
      {log.hasNextPage && (
        <div className={classes.more}>
          <Button small busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {texts.more}
          </Button>
        </div>
      )}
    </Section>
  );
}
