import { useInfiniteQuery } from '@tanstack/react-query';
import type { DriveEnd } from '../../data/drive-access.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { filesQuery, isClosed } from '../drive-queries.ts';
import { EndedDrive } from '../ends/ended-drive.tsx';
import { FileGrid } from './file-grid.tsx';
import classes from './file-list.module.css';
import { ListFoot } from './list-foot.tsx';
import type { Place } from './place.ts';

const { browse: texts } = driveTexts;

interface Props {
  readonly end: DriveEnd;
  readonly token: string;
  readonly email: string;
  readonly place: Place;
  /** Words of names; empty = what is in the place. */
  readonly words: string;
  readonly onGo: (place: Place) => void;
  readonly onOpen: () => void;
}

/** What is in a folder, or what was found. */
export function FileList({ end, token, email, place, words, onGo, onOpen }: Props) {
  const list = useInfiniteQuery(filesQuery(token, place, words));
  if (list.isError && isClosed(list.error)) return <EndedDrive error={list.error} onOpen={onOpen} />;
  if (list.isError && !list.data) return <LoadError error={list.error} onRetry={list.refetch} />;
  if (!list.data) {
    return (
      <div className={classes.message}>
        <Spinner label={commonTexts.loading} />
      </div>
    );
  }
  const files = list.data.pages.flatMap((page) => page.files);
  const isIncomplete = list.data.pages.some((page) => page.incomplete);
  return (
    <div className={classes.scroll}>
      {files.length > 0 ? (
        <FileGrid end={end} email={email} files={files} onGo={onGo} />
      ) : (
        <p className={classes.message} role="status">
          {describeEmpty(place, words)}
        </p>
      )}
      <ListFoot
        isIncomplete={isIncomplete}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={list.fetchNextPage}
      />
    </div>
  );
}

function describeEmpty(place: Place, words: string): string {
  if (words !== '') return texts.noneFound;
  return place.kind === 'shared' ? texts.noneShared : texts.empty;
}
