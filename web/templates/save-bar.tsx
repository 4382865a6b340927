import { explain } from '../data/errors.ts';
import { platformTitles } from '../data/platforms.ts';
import { formTexts } from '../texts/en/forms.ts';
import { templateTexts } from '../texts/en/templates.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import type { SettingsEdit } from './draft/use-settings-edit.ts';
import { readInstants } from './posting/start-time.ts';
import classes from './save-bar.module.css';

const { bar: texts } = templateTexts;

/** Comes up when something is typed: saves it, or says why not. */
export function SaveBar({ settings }: { readonly settings: SettingsEdit }) {
  const { isDirty, isSaving, isOvertaken, failedAt } = settings;
  if (!isDirty) return null;
  const error = settings.errorOf(failedAt);
  const where = failedAt === 'global' ? '' : `${platformTitles[failedAt]}: `;
  return (
    <section data-bottom-bar aria-label={texts.label} className={classes.bar}>
      {isOvertaken && (
        <Note tone="warn" role="alert">
          {formTexts.changedElsewhere}
        </Note>
      )}
      {!isOvertaken && Boolean(error) && (
        <Note tone="bad" role="alert">
          {where}
          {readInstants(error) ? texts.whichTime : explain(error)}
        </Note>
      )}
      <div className={classes.actions}>
        {!isOvertaken && <span className={classes.state}>{formTexts.unsaved}</span>}
        {isOvertaken ? (
          <Button onClick={settings.takeTheirs}>{texts.takeTheirs}</Button>
        ) : (
          <Button onClick={settings.discard}>{formTexts.discard}</Button>
        )}
        <Button variant="primary" busy={isSaving} onClick={isOvertaken ? settings.saveOver : settings.save}>
          {isOvertaken ? texts.keepMine : formTexts.save}
        </Button>
      </div>
    </section>
  );
}
