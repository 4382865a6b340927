import { FolderInput, FolderOutput } from 'lucide-react';
import type { DriveEnd } from '../../data/drive-access.ts';
import { driveTexts as texts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './drive-panel.module.css';

interface Props {
  readonly end: DriveEnd;
  readonly onOpen: () => void;
}

export function ClosedDrive({ end, onOpen }: Props) {
  const { title, text } = texts.closed[end];
  return (
    <div className={classes.rest}>
      <EmptyState icon={end === 'source' ? FolderOutput : FolderInput} title={title} text={text}>
        <Button variant={end === 'source' ? 'primary' : 'plain'} onClick={onOpen}>
          {texts.open[end]}
        </Button>
      </EmptyState>
    </div>
  );
}
