import { transferTexts as texts } from '../../texts/en/drive.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import rows from '../../ui/rows.module.css';
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
import classes from './transfer-row.module.css';
import { TransferTrouble } from './transfer-trouble.tsx';
import { WordButtons } from './word-buttons.tsx';

interface Props {
  readonly transfer: Transfer;
  readonly onShow: () => void;
  readonly onOpen: (wish: OpeningWish) => void;
}

/** One transfer: where it goes, how far it has come, what can be said to it. */
export function TransferRow({ transfer, onShow, onOpen }: Props) {
  const { status } = transfer;
  const what = describeChosen(transfer);
  const isPlan = status === 'planned' || status === 'planning';
  const label = isPlan ? texts.actions.plan : texts.actions.details;
  return (
    <li className={classes.row}>
      <div>
        <p className={rows.name}>
          <span className={classes.what}>{what}</span>
          <Badge tone={statusTones[status]}>{texts.status[status]}</Badge>
        </p>
        <p className={rows.quiet}>{describeWay(transfer)}</p>
      </div>
      <div className={classes.body}>
        {hasProgress(transfer) && <ProgressBar percent={percentOf(transfer)} label={texts.progress(what)} />}
        <p className={classes.facts}>{describeProgress(transfer)}</p>
        <TransferTrouble transfer={transfer} onOpen={onOpen} />
      </div>
      <div className={classes.actions}>
        <Button small variant={isPlan ? 'primary' : 'plain'} aria-label={texts.of(label, what)} onClick={onShow}>
          {label}
        </Button>
        <WordButtons transfer={transfer} leftOut={['run']} />
      </div>
    </li>
  );
}
