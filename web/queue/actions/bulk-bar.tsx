import { CheckCheck, Send, Trash2, X } from 'lucide-react';
import { useStore } from '../../data/store.ts';
import { actionTexts as texts } from '../../texts/en/actions.ts';
import { Button } from '../../ui/button.tsx';
import { clearSelection, selectAll, selection } from '../selection.ts';
import classes from './bulk-bar.module.css';
import { openTask } from './task.ts';

/** What can be done with all chosen videos at once. */
export function BulkBar({ shownIds }: { readonly shownIds: readonly string[] }) {
  const chosen = useStore(selection);
  // What was deleted meanwhile is not chosen any more.
  const videoIds = shownIds.filter((id) => chosen.has(id));
  if (videoIds.length === 0) return null;
  return (
    <section data-bottom-bar aria-label={texts.bulk.label} className={classes.bar}>
      <span className={classes.count}>{texts.bulk.count(videoIds.length)}</span>
      {videoIds.length < shownIds.length && (
        <Button small variant="quiet" onClick={() => selectAll(shownIds)}>
          <CheckCheck size={15} aria-hidden />
          {texts.bulk.all}
        </Button>
      )}
      <Button small variant="quiet" onClick={clearSelection}>
        <X size={15} aria-hidden />
        {texts.bulk.clear}
      </Button>
      <span className={classes.gap} />
      <Button small variant="danger" onClick={() => openTask({ kind: 'delete', videoIds })}>
        <Trash2 size={15} aria-hidden />
        {texts.delete}
      </Button>
      <Button small variant="primary" onClick={() => openTask({ kind: 'post', videoIds })}>
        <Send size={15} aria-hidden />
        {texts.post.button}
      </Button>
    </section>
  );
}
