import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import type { Transfer } from '../drive-api.ts';
import type { OpeningWish } from '../opening-wish.ts';
import classes from './transfer-row.module.css';

interface Props {
  readonly transfer: Transfer;
  readonly onOpen: (wish: OpeningWish) => void;
}

/** What stands in the way of a transfer, and how to go on where its account has to be opened again. */
export function TransferTrouble({ transfer, onOpen }: Props) {
  const { status, error, kind, options } = transfer;
  if (status === 'reconnect') {
    return (
      <Note tone="warn">
        <p>{texts.reconnectText}</p>
        <p className={classes.reopen}>
          <Button small onClick={() => onOpen({ end: 'source', mayDelete: options.delete_source })}>
            {texts.actions.reopen.source}
          </Button>
          {kind === 'copy' && (
            <Button small onClick={() => onOpen({ end: 'destination' })}>
              {texts.actions.reopen.destination}
            </Button>
          )}
        </p>
      </Note>
    );
  }
  if (error === null) return null;
  return <Note tone={status === 'failed' ? 'bad' : 'warn'}>{error.message}</Note>;
}
