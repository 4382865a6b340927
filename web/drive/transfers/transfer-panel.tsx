import { useQuery } from '@tanstack/react-query';
import { hasCode } from '../../data/errors.ts';
import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Note } from '../../ui/note.tsx';
import footer from '../../ui/sticky-footer.module.css';
import type { OpeningWish } from '../opening-wish.ts';
import { describeChosen } from './describe-transfer.ts';
import { TransferDetails } from './transfer-details.tsx';
import { transferQuery } from './transfer-queries.ts';
import { WordButtons } from './word-buttons.tsx';

interface Props {
  readonly transferId: string;
  readonly onOpen: (wish: OpeningWish) => void;
  readonly onClose: () => void;
}

/** One transfer beside the page: its plan before it runs, then what becomes of every file. */
export function TransferPanel({ transferId, onOpen, onClose }: Props) {
  const { data: transfer, error, refetch } = useQuery(transferQuery(transferId));
  return (
    <Dialog kind="panel" title={transfer ? describeChosen(transfer) : texts.title} onClose={onClose}>
      {transfer && (
        <>
          <TransferDetails transfer={transfer} onOpen={onOpen} />
          <div className={footer.footer}>
            <div className={footer.actions}>
              <WordButtons transfer={transfer} onSaid={(word) => word === 'remove' && onClose()} />
            </div>
          </div>
        </>
      )}
      {!transfer && !error && <ListSkeleton />}
      {!transfer && hasCode(error, 'not_found') && <Note>{texts.gone}</Note>}
      {!transfer && error && !hasCode(error, 'not_found') && <LoadError error={error} onRetry={refetch} />}
    </Dialog>
  );
}
