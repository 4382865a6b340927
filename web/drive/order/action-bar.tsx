import { Copy, ListVideo, X } from 'lucide-react';
import { Suspense, useState } from 'react';
import { driveTexts } from '../../texts/en/drive.ts';
import { formatBytes } from '../../texts/format.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { clearChosen, mostChosen, useChosen } from '../browse/chosen.ts';
import type { OpeningWish } from '../opening-wish.ts';
import { useOpenDrive } from '../use-open-drive.ts';
import classes from './action-bar.module.css';
import { useTarget } from './use-target.ts';

const { chosen: texts } = driveTexts;
const CopyDialog = lazyPart(async () => ({ default: (await import('./copy-dialog.tsx')).CopyDialog }));
const ImportDialog = lazyPart(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

/** What can be done with the chosen files. */
export function ActionBar({ onOpen }: { readonly onOpen: (wish: OpeningWish) => void }) {
  const source = useOpenDrive('source');
  const files = useChosen(source?.account.email);
  const { target, whyNot } = useTarget(files);
  const [order, setOrder] = useState<'copy' | 'import'>();
  if (!source || files.length === 0) return null;
  const bytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const isTooMuch = files.length > mostChosen;
  const problem = isTooMuch ? texts.tooMany : whyNot;
  const close = () => setOrder(undefined);
  return (
    <section aria-label={texts.label} className={classes.bar}>
      <span className={classes.count} role="status">
        {texts.count(files.length, bytes > 0 ? formatBytes(bytes) : '')}
      </span>
      <Button small variant="quiet" onClick={clearChosen}>
        <X size={15} aria-hidden />
        {texts.clear}
      </Button>
      <span className={classes.problem}>{problem}</span>
      <Button small className={classes.order} disabled={isTooMuch} onClick={() => setOrder('import')}>
        <ListVideo size={15} aria-hidden />
        {texts.import}
      </Button>
      <Button
        small
        className={classes.order}
        variant="primary"
        disabled={problem !== undefined}
        onClick={() => setOrder('copy')}
      >
        <Copy size={15} aria-hidden />
        {texts.copy}
      </Button>
      <Suspense>
        {order === 'import' && <ImportDialog source={source} files={files} onClose={close} />}
        {order === 'copy' && target && (
          <CopyDialog source={source} target={target} files={files} onOpen={onOpen} onClose={close} />
        )}
      </Suspense>
    </section>
  );
}
