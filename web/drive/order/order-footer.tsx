import { explain } from '../../data/errors.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import classes from './order.module.css';

const { order: texts } = driveTexts;

interface Props {
  readonly error: unknown;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly onClose: () => void;
}

/** What every order ends with: nothing happens before the plan was seen. */
export function OrderFooter({ error, busy, disabled, onClose }: Props) {
  return (
    <>
      <p className={classes.quiet}>{texts.promise}</p>
      {error !== null && (
        <Note tone="bad" role="alert">
          {explain(error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button onClick={onClose}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={disabled}>
          {texts.submit}
        </Button>
      </div>
    </>
  );
}
