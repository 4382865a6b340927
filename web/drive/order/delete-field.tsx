import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Note } from '../../ui/note.tsx';
import type { DriveAccount } from '../drive-api.ts';
import type { OpeningWish } from '../opening-wish.ts';
import classes from './order.module.css';

const { order: texts } = driveTexts;

interface Props {
  readonly account: DriveAccount;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly onOpen: (wish: OpeningWish) => void;
}

/** Whether the originals go. Says what is lost before, and where the right for it comes from. */
export function DeleteField({ account, value, onChange, onOpen }: Props) {
  if (!account.may_delete_source) {
    return (
      <div className={classes.refused}>
        <Checkbox checked={false} onChange={onChange} disabled hint={texts.deleteRefused}>
          {texts.deleteSource}
        </Checkbox>
        <Button small variant="quiet" onClick={() => onOpen({ end: 'source', mayDelete: true })}>
          {texts.deleteReopen}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Checkbox checked={value} onChange={onChange} hint={texts.deleteSourceHint}>
        {texts.deleteSource}
      </Checkbox>
      {value && (
        <Note tone="warn" role="alert">
          {texts.deleteWarning(account.email)}
        </Note>
      )}
    </>
  );
}
