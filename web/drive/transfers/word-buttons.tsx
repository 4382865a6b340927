import { FastForward, type LucideIcon, Pause, Play, RotateCw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Transfer } from '../drive-api.ts';
import { describeChosen } from './describe-transfer.ts';
import { useWords, type Word, wordsByStatus } from './transfer-words.ts';

interface Props {
  readonly transfer: Transfer;
  /** In a list a plan is looked at before it is started. */
  readonly leftOut?: readonly Word[];
  readonly onSaid?: (word: Word) => void;
}

/** What can be said to a transfer as it stands. */
export function WordButtons({ transfer, leftOut = [], onSaid }: Props) {
  const words = useWords(transfer);
  const [isAsking, setAsking] = useState(false);
  const what = describeChosen(transfer);
  const say = (word: Word) => words.mutate(word, { onSuccess: () => onSaid?.(word) });
  // What nobody has begun may be dropped without a question.
  const needsAsking = (word: Word) => word === 'cancel' && transfer.started_at !== null;
  return (
    <>
      {wordsByStatus[transfer.status]
        .filter((word) => !leftOut.includes(word))
        .map((word) => {
          const { label, icon: Icon, variant } = buttonOf(word, transfer);
          return (
            <Button
              key={word}
              small
              variant={variant}
              aria-label={texts.of(label, what)}
              busy={words.isPending && words.variables === word}
              onClick={() => (needsAsking(word) ? setAsking(true) : say(word))}
            >
              <Icon size={15} aria-hidden />
              {label}
            </Button>
          );
        })}
      {isAsking && (
        <ConfirmDialog
          title={texts.cancelTitle}
          confirm={texts.cancelConfirm}
          onConfirm={() => {
            setAsking(false);
            say('cancel');
          }}
          onClose={() => setAsking(false)}
        >
          <p>{texts.cancelText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface Look {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly variant: 'primary' | 'plain' | 'quiet';
}

function buttonOf(word: Word, { status }: Transfer): Look {
  const { actions } = texts;
  switch (word) {
    case 'run':
      return { label: actions.run, icon: Play, variant: 'primary' };
    case 'pause':
      return { label: actions.pause, icon: Pause, variant: 'plain' };
    case 'resume':
      if (status === 'waiting') return { label: actions.now, icon: FastForward, variant: 'plain' };
      return { label: actions.resume, icon: Play, variant: status === 'paused' ? 'primary' : 'plain' };
    case 'retry':
      return { label: status === 'failed' ? actions.again : actions.retry, icon: RotateCw, variant: 'primary' };
    case 'cancel':
      return { label: status === 'planned' ? actions.discard : actions.cancel, icon: X, variant: 'quiet' };
    case 'remove':
      return { label: actions.remove, icon: Trash2, variant: 'quiet' };
  }
}
