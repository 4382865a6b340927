import { useState } from 'react';
import { actionTexts as texts } from '../../texts/en/actions.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { clearSelection } from '../selection.ts';
import { deleteVideos } from './video-actions.ts';

interface Props {
  readonly videoIds: readonly string[];
  readonly onClose: () => void;
}

export function DeleteDialog({ videoIds, onClose }: Props) {
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await deleteVideos(videoIds);
    clearSelection();
    onClose();
  };
  return (
    <ConfirmDialog
      title={texts.deleteTitle(videoIds.length)}
      confirm={texts.deleteConfirm}
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{texts.deleteText}</p>
    </ConfirmDialog>
  );
}
