import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { explain, hasCode } from '../../data/errors.ts';
import type { Versioned } from '../../data/versioned.ts';
import { formTexts as texts } from '../../texts/en/forms.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import footer from '../../ui/sticky-footer.module.css';
import { showToast } from '../../ui/toasts.ts';

interface Props<Values> {
  readonly data: Versioned<Values>;
  readonly queryKey: readonly string[];
  /** A change of nothing. */
  readonly empty: Values;
  readonly save: (change: Values, ifMatch: string | undefined) => Promise<unknown>;
  readonly children: (values: Values, onChange: (change: Values) => void, error: unknown) => ReactNode;
}

/** Settings of a platform. Only what was touched is sent, onto the version that was there when the typing began. */
export function SettingsForm<Values extends object>({ data, queryKey, empty, save, children }: Props<Values>) {
  const client = useQueryClient();
  const [change, setChange] = useState(empty);
  const [base, setBase] = useState(data.etag);
  const isDirty = Object.keys(change).length > 0;
  const saving = useMutation({
    mutationFn: (ifMatch: string | undefined) => save(change, ifMatch),
    onSuccess: () => {
      setChange(empty);
      showToast(texts.saved, 'good');
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const isOvertaken = hasCode(saving.error, 'precondition_failed');
  const touch = (more: Values) => {
    if (!isDirty) setBase(data.etag);
    setChange((present) => ({ ...present, ...more }));
  };
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate(isOvertaken ? data.etag : base);
      }}
    >
      {children({ ...data.settings, ...change }, touch, saving.error)}
      <div className={footer.footer}>
        {saving.error && (
          <Note tone={isOvertaken ? 'warn' : 'bad'} role="alert">
            {isOvertaken ? texts.changedElsewhere : explain(saving.error)}
          </Note>
        )}
        <div className={footer.actions}>
          <span className={footer.state}>{isDirty ? texts.unsaved : texts.nothingChanged}</span>
          <Button type="submit" variant="primary" busy={saving.isPending} disabled={!isDirty}>
            {isOvertaken ? texts.saveOver : texts.save}
          </Button>
        </div>
      </div>
    </form>
  );
}
