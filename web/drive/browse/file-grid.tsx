import type { KeyboardEvent } from 'react';
import { GridList } from 'react-aria-components';
import type { DriveEnd } from '../../data/drive-access.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import type { DriveFile } from '../drive-api.ts';
import { choose, folderType, useChosen } from './chosen.ts';
import classes from './file-list.module.css';
import { FileRow } from './file-row.tsx';
import type { Place } from './place.ts';

const { browse: texts } = driveTexts;

interface Props {
  readonly end: DriveEnd;
  readonly email: string;
  readonly files: readonly DriveFile[];
  readonly onGo: (place: Place) => void;
}

/**
 * Rows for pointer and keyboard: arrows, Space to choose, Shift for a stretch, Ctrl+A for all, Enter to go into a folder.
 * At the destination nothing is chosen but the folder that one is in.
 */
export function FileGrid({ end, email, files, onGo }: Props) {
  const chosen = useChosen(email);
  const canChoose = end === 'source';
  const ids = new Set(chosen.map(({ id }) => id));
  const go = (id: unknown) => {
    const place = toPlace(files.find((file) => file.id === id));
    if (place) onGo(place);
  };
  const goAtEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
    const id = event.target.getAttribute('role') === 'row' ? event.target.dataset.key : undefined;
    if (!toPlace(files.find((file) => file.id === id))) return;
    event.preventDefault();
    event.stopPropagation();
    go(id);
  };
  return (
    <div onKeyDownCapture={goAtEnter}>
      <GridList
        aria-label={texts.list[end]}
        className={classes.grid ?? ''}
        selectionMode={canChoose ? 'multiple' : 'none'}
        selectedKeys={files.filter(({ id }) => ids.has(id)).map(({ id }) => id)}
        onSelectionChange={(keys) => choose(email, files, keys === 'all' ? new Set(files.map(({ id }) => id)) : keys)}
        disabledKeys={canChoose ? [] : files.filter((file) => !toPlace(file)).map(({ id }) => id)}
        {...(!canChoose && { onAction: go })}
      >
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            canChoose={canChoose}
            isFolder={toPlace(file) !== undefined}
            onOpen={() => go(file.id)}
          />
        ))}
      </GridList>
    </div>
  );
}

/** Where a folder, or a shortcut to one, leads. */
function toPlace(file: DriveFile | undefined): Place | undefined {
  if (!file) return undefined;
  const { id, name, shortcut, driveId, canAddChildren } = file;
  if (file.isFolder) return { kind: 'folder', id, name, canAdd: canAddChildren, driveId };
  if (shortcut?.targetMimeType !== folderType) return undefined;
  return { kind: 'folder', id: shortcut.targetId, name, canAdd: true, driveId: null };
}
