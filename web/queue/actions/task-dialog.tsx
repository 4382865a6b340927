import { Suspense } from 'react';
import { useStore } from '../../data/store.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { closeTask, task } from './task.ts';

const ScheduleDialog = lazyPart(async () => ({
  default: (await import('../schedule/schedule-dialog.tsx')).ScheduleDialog,
}));
const PostDialog = lazyPart(async () => ({ default: (await import('../schedule/post-dialog.tsx')).PostDialog }));
const DeleteDialog = lazyPart(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteDialog }));

/** The dialog of the present task. */
export function TaskDialog() {
  const present = useStore(task);
  return (
    <Suspense>
      {present?.kind === 'schedule' && <ScheduleDialog video={present.video} onClose={closeTask} />}
      {present?.kind === 'post' && <PostDialog videoIds={present.videoIds} onClose={closeTask} />}
      {present?.kind === 'delete' && <DeleteDialog videoIds={present.videoIds} onClose={closeTask} />}
    </Suspense>
  );
}
