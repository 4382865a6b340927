import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import classes from './file-list.module.css';

const { browse: texts } = driveTexts;

interface Props {
  readonly isIncomplete: boolean;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => unknown;
}

/** What is to be said below a list that may not be all. */
export function ListFoot({ isIncomplete, hasMore, isLoading, onMore }: Props) {
  if (!isIncomplete && !hasMore) return null;
  return (
    <div className={classes.foot}>
      {isIncomplete && <Note tone="warn">{texts.incomplete}</Note>}
      {hasMore && (
        <Button small busy={isLoading} onClick={() => void onMore()}>
          {texts.more}
        </Button>
      )}
    </div>
  );
}
