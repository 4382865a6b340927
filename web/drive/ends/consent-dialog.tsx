import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { commonTexts } from '../../texts/en/common.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { scopesQuery } from '../drive-queries.ts';
import type { OpeningWish } from '../opening-wish.ts';
import classes from './consent-dialog.module.css';

const { consent: texts } = driveTexts;

interface Props {
  readonly wish: OpeningWish;
  readonly onClose: () => void;
}

/** Says what Google will ask for, and why, before it asks. */
export function ConsentDialog({ wish: { end, mayDelete: wantsDelete = false }, onClose }: Props) {
  const [mayDelete, setMayDelete] = useState(wantsDelete);
  const [isLeaving, setLeaving] = useState(false);
  const scopes = useQuery(scopesQuery);
  const scope = scopes.data?.scopes.find(
    ({ kind, delete_source: deletes }) => kind === end && deletes === (end === 'source' && mayDelete),
  );
  const leave = () => {
    setLeaving(true);
    location.assign(`/auth/${end}${end === 'source' && mayDelete ? '?delete_source=true' : ''}`);
  };
  return (
    <Dialog title={texts.title[end]} onClose={onClose}>
      <p>{texts.text}</p>
      {scopes.isPending && <Spinner label={texts.loading} />}
      {scopes.isError && <LoadError error={scopes.error} onRetry={scopes.refetch} />}
      {scope && (
        <div className={classes.scope} aria-live="polite">
          <ShieldCheck size={20} aria-hidden />
          <div>
            <p>{scope.why}</p>
            <code className={classes.code}>{scope.scope}</code>
          </div>
        </div>
      )}
      {end === 'source' && (
        <Checkbox checked={mayDelete} onChange={setMayDelete} hint={texts.mayDeleteHint}>
          {texts.mayDelete}
        </Checkbox>
      )}
      <p className={classes.after}>{texts.after}</p>
      <div className={form.actions}>
        <Button onClick={onClose}>{commonTexts.cancel}</Button>
        <Button variant="primary" busy={isLeaving} disabled={!scope} onClick={leave}>
          {texts.submit}
        </Button>
      </div>
    </Dialog>
  );
}
