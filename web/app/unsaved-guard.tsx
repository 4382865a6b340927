import { Suspense, useEffect } from 'react';
import { useStore } from '../data/store.ts';
import { formTexts as texts } from '../texts/en/forms.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { leaving, unsaved } from './leaving.ts';

const ConfirmDialog = lazyPart(async () => ({ default: (await import('../ui/confirm-dialog.tsx')).ConfirmDialog }));

interface Props {
  readonly isDirty: boolean;
  readonly onDiscard: () => void;
}

/** Asks before a link or the closed tab takes what is typed away. */
export function UnsavedGuard({ isDirty, onDiscard }: Props) {
  const wish = useStore(leaving);
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    unsaved.set('unsaved');
    addEventListener('beforeunload', ask);
    return () => {
      unsaved.set('saved');
      leaving.set(null);
      removeEventListener('beforeunload', ask);
    };
  }, [isDirty]);
  const leave = () => {
    onDiscard();
    wish?.go();
  };
  return (
    <Suspense>
      {wish && (
        <ConfirmDialog
          title={texts.loseTitle}
          confirm={texts.discard}
          onConfirm={leave}
          onClose={() => leaving.set(null)}
        >
          <p>{texts.loseText}</p>
        </ConfirmDialog>
      )}
    </Suspense>
  );
}
