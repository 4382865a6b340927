import { Check, LockKeyhole } from 'lucide-react';
import { Button, Checkbox, GridListItem } from 'react-aria-components';
import { driveTexts } from '../../texts/en/drive.ts';
import { formatBytes, formatDate } from '../../texts/format.ts';
import { classNames } from '../../ui/class-names.ts';
import type { DriveFile } from '../drive-api.ts';
import { findKind, kindIcons } from './file-kind.ts';
import classes from './file-list.module.css';

const { browse: texts } = driveTexts;

interface Props {
  readonly file: DriveFile;
  readonly canChoose: boolean;
  readonly isFolder: boolean;
  readonly onOpen: () => void;
}

export function FileRow({ file, canChoose, isFolder, onOpen }: Props) {
  const { id, name, size, modifiedTime, canDownload } = file;
  const kind = findKind(file);
  const Icon = kindIcons[kind];
  const isLocked = canChoose && !isFolder && !canDownload;
  return (
    <GridListItem id={id} textValue={name} className={classNames(classes.row, isFolder && !canChoose && classes.leads)}>
      {canChoose && (
        <Checkbox slot="selection" className={classes.check ?? ''}>
          <span className={classes.box}>
            <Check size={12} strokeWidth={3} aria-hidden />
          </span>
        </Checkbox>
      )}
      <Icon size={18} role="img" aria-label={texts.kinds[kind]} className={classNames(classes.icon, classes[kind])} />
      {isFolder && canChoose ? (
        <Button className={classNames(classes.name, classes.open)} aria-label={texts.openFolder(name)} onPress={onOpen}>
          {name}
        </Button>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
      {isLocked && <LockKeyhole size={14} role="img" aria-label={texts.locked} className={classes.lock} />}
      <span className={classes.size}>{size === null ? '' : formatBytes(size)}</span>
      <time className={classes.time} dateTime={modifiedTime}>
        {formatDate(modifiedTime)}
      </time>
    </GridListItem>
  );
}
