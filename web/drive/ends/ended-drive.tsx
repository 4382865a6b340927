import { LockKeyhole } from 'lucide-react';
import { hasCode } from '../../data/errors.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from './drive-panel.module.css';

const { ended: texts } = driveTexts;

interface Props {
  readonly error: unknown;
  readonly onOpen: () => void;
}

/** A Drive whose session, or whose grant at Google, is over. */
export function EndedDrive({ error, onOpen }: Props) {
  const text = hasCode(error, 'reconnect_needed') ? texts.revoked : texts.text;
  return (
    <div role="alert" className={classes.rest}>
      <EmptyState icon={LockKeyhole} title={texts.title} text={text}>
        <Button variant="primary" onClick={onOpen}>
          {texts.again}
        </Button>
      </EmptyState>
    </div>
  );
}
