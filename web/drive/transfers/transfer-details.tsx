import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Badge } from '../../ui/badge.tsx';
import { Note } from '../../ui/note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Transfer } from '../drive-api.ts';
import type { OpeningWish } from '../opening-wish.ts';
import {
  describeChosen,
  describeProgress,
  describeWay,
  hasProgress,
  percentOf,
  statusTones,
} from './describe-transfer.ts';
import { ItemList } from './item-list.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PlanNotes } from './plan-notes.tsx';
import classes from './transfer-details.module.css';
import { TransferTrouble } from './transfer-trouble.tsx';

interface Props {
  readonly transfer: Transfer;
  readonly onOpen: (wish: OpeningWish) => void;
}

export function TransferDetails({ transfer, onOpen }: Props) {
  const { status, kind, options } = transfer;
  return (
    <div className={classes.details}>
      <div className={classes.state} role="status">
        <Badge tone={statusTones[status]}>{texts.status[status]}</Badge>
        {status === 'planning' && <Spinner label={texts.plan.looking} />}
        {hasProgress(transfer) && (
          <ProgressBar percent={percentOf(transfer)} label={texts.progress(describeChosen(transfer))} />
        )}
        <p className={classes.facts}>{describeWay(transfer)}</p>
        <p className={classes.facts}>{describeProgress(transfer)}</p>
      </div>
      <TransferTrouble transfer={transfer} onOpen={onOpen} />
      <PlanFacts transfer={transfer} />
      <PlanNotes transfer={transfer} />
      {kind === 'copy' && (
        <Note tone={options.delete_source ? 'warn' : 'neutral'}>
          {options.delete_source ? texts.options.deletes : texts.options.keeps}
        </Note>
      )}
      <ItemList transfer={transfer} />
    </div>
  );
}
