import { Link } from 'wouter';
import { transferTexts } from '../../texts/en/drive.ts';
import { formatBytes } from '../../texts/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { Tone } from '../../ui/note.tsx';
import type { TransferItem } from '../drive-api.ts';
import classes from './item-list.module.css';

const { list: texts, itemStatus: names } = transferTexts;

const tones: Readonly<Record<TransferItem['status'], Tone>> = {
  planned: 'neutral',
  running: 'accent',
  waiting: 'warn',
  done: 'good',
  skipped: 'neutral',
  failed: 'bad',
};

/** What becomes of a file, and why. */
export function ItemRow({ item }: { readonly item: TransferItem }) {
  const { name, status, reason, new_name: newName, video_id: videoId } = item;
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.side}>
        <span className={classes.quiet}>{describeBytes(item)}</span>
        <Badge tone={tones[status]}>{names[status]}</Badge>
      </span>
      {reason && <p className={classNames(classes.why, status === 'failed' && classes.bad)}>{reason.message}</p>}
      {newName !== null && newName !== name && status !== 'skipped' && (
        <p className={classes.why}>{texts.newName(newName)}</p>
      )}
      {videoId !== null && status === 'done' && (
        <p className={classes.why}>
          <Link href={`/?video=${videoId}`}>{texts.toVideo}</Link>
        </p>
      )}
    </li>
  );
}

function describeBytes({ status, bytes, bytes_done: done }: TransferItem): string {
  if (bytes === null) return '';
  if (status !== 'running') return formatBytes(bytes);
  return transferTexts.bytes(formatBytes(done), formatBytes(bytes));
}
