import { useState } from 'react';
import { api } from '../../data/api.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import type { ChosenFile } from '../browse/chosen.ts';
import type { OpenDrive } from '../use-open-drive.ts';
import classes from './order.module.css';
import { OrderFooter } from './order-footer.tsx';
import { SpeedField } from './speed-field.tsx';
import { useOrder } from './use-order.ts';

const { order: texts } = driveTexts;
const mostNames = 5;

interface Props {
  readonly source: OpenDrive;
  readonly files: readonly ChosenFile[];
  readonly onClose: () => void;
}

/** Orders the plan of an import. What is no video is named before, and again by the plan with its reasons. */
export function ImportDialog({ source, files, onClose }: Props) {
  const [speed, setSpeed] = useState<number | null>(null);
  const wanted = files.filter(({ isFolder, isVideo }) => isFolder || isVideo);
  const others = files.filter((file) => !wanted.includes(file));
  const order = useOrder(
    () =>
      api.importVideos({
        body: {
          source_token: source.token,
          file_ids: files.map(({ id }) => id),
          bytes_per_second: speed,
          plan_only: true,
        },
      }),
    onClose,
  );
  return (
    <Dialog title={texts.importTitle} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          order.mutate();
        }}
      >
        <p className={classes.what}>{texts.what(wanted.length)}</p>
        {wanted.some(({ isFolder }) => isFolder) && <p className={classes.quiet}>{texts.onlyVideos}</p>}
        {wanted.length === 0 && (
          <Note tone="bad" role="alert">
            {texts.nothing}
          </Note>
        )}
        {wanted.length > 0 && others.length > 0 && <Note tone="warn">{texts.noVideos(listNames(others))}</Note>}
        <SpeedField value={speed} onChange={setSpeed} />
        <OrderFooter error={order.error} busy={order.isPending} disabled={wanted.length === 0} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function listNames(files: readonly ChosenFile[]): string {
  const names = files.slice(0, mostNames).map(({ name }) => name);
  return [...names, ...(files.length > mostNames ? [texts.andMore(files.length - mostNames)] : [])].join(', ');
}
