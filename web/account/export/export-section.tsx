import { Download } from 'lucide-react';
import { explain } from '../../data/errors.ts';
import { accountTexts } from '../../texts/en/account.ts';
import { formatBytes } from '../../texts/format.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { Section } from '../../ui/section.tsx';
import classes from './export-section.module.css';
import { useExport } from './use-export.ts';

const { export: texts } = accountTexts;

/** Everything that is kept about somebody, to take home. */
export function ExportSection() {
  const { state, start, cancel } = useExport();
  const isRunning = state.kind === 'running';
  return (
    <Section title={texts.title} text={texts.text}>
      <div className={form.form}>
        <p>{texts.files}</p>
        <div className={classes.line}>
          <Button busy={isRunning} onClick={start}>
            {!isRunning && <Download size={16} aria-hidden />}
            {texts.start}
          </Button>
          {isRunning && (
            <>
              <Button variant="quiet" onClick={cancel}>
                {texts.cancel}
              </Button>
              <span role="status">{texts.running(state.count)}</span>
            </>
          )}
        </div>
        {state.kind === 'saved' && (
          <Note tone="good" role="status">
            {texts.saved(state.count, formatBytes(state.bytes), state.file)}
          </Note>
        )}
        {state.kind === 'cancelled' && <Note role="status">{texts.cancelled}</Note>}
        {state.kind === 'failed' && (
          <Note tone="bad" role="alert">
            {explain(state.error)}
          </Note>
        )}
      </div>
    </Section>
  );
}
