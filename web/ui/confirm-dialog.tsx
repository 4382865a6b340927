import type { ReactNode } from 'react';
import { commonTexts } from '../texts/en/common.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import classes from './form.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, children, confirm, busy = false, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <div>{children}</div>
      <div className={classes.actions}>
        <Button onClick={onClose}>{commonTexts.cancel}</Button>
        <Button variant="danger" busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
