import { explain } from '../../data/errors.ts';
import { formTexts as texts } from '../../texts/en/forms.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import classes from '../../ui/sticky-footer.module.css';
import type { VideoEdit } from './use-video-edit.ts';

/** Saves, or says why not; always in sight, however long the form is. */
export function EditFooter({ edit }: { readonly edit: VideoEdit }) {
  const { isDirty, isSaving, isOvertaken, error } = edit;
  return (
    <div className={classes.footer}>
      {error && (
        <Note tone={isOvertaken ? 'warn' : 'bad'} role="alert">
          {isOvertaken ? texts.changedElsewhere : explain(error)}
        </Note>
      )}
      <div className={classes.actions}>
        <span className={classes.state}>{isDirty ? texts.unsaved : texts.nothingChanged}</span>
        {isDirty && <Button onClick={edit.discard}>{texts.discard}</Button>}
        {isOvertaken ? (
          <Button variant="primary" busy={isSaving} onClick={edit.saveOver}>
            {texts.saveOver}
          </Button>
        ) : (
          <Button type="submit" variant="primary" busy={isSaving} disabled={!isDirty}>
            {texts.save}
          </Button>
        )}
      </div>
    </div>
  );
}
