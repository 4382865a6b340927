import { useCallback, useSyncExternalStore } from 'react';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { selection, setSelected } from '../selection.ts';
import classes from './select-box.module.css';

interface Props {
  readonly videoId: string;
  readonly title: string;
}

export function SelectBox({ videoId, title }: Props) {
  const isSelected = useCallback(() => selection.get().has(videoId), [videoId]);
  const checked = useSyncExternalStore(selection.subscribe, isSelected);
  return (
    <label className={classes.box}>
      <input
        data-select
        type="checkbox"
        aria-label={texts.select(title)}
        checked={checked}
        onChange={(event) => setSelected(videoId, event.target.checked)}
      />
    </label>
  );
}
