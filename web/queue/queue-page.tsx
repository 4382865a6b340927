import { Suspense, startTransition, useCallback, useState } from 'react';
import { useSearchParams } from 'wouter';
import { actionTexts } from '../texts/en/actions.ts';
import { commonTexts } from '../texts/en/common.ts';
import { Button } from '../ui/button.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { UploadTray } from '../upload/tray/upload-tray.tsx';
import { useInterrupted } from '../upload/use-interrupted.ts';
import { TaskDialog } from './actions/task-dialog.tsx';
import { NoDestinationNote } from './no-destination-note.tsx';
import type { Side } from './open-video.ts';
import { QueueActions } from './queue-actions.tsx';
import { useStatusFilter } from './use-status-filter.ts';
import { VideoList } from './video-list.tsx';

const DetailsPanel = lazyPart(async () => ({ default: (await import('./details/details-panel.tsx')).DetailsPanel }));

/** The queue. Which video is open and which state is shown stands in the address, so that it can be kept and sent. */
export function QueuePage() {
  const [status, setStatus] = useStatusFilter();
  const [search, setSearch] = useSearchParams();
  const [isReordering, setReordering] = useState(false);
  const interrupted = useInterrupted();
  const openId = search.get('video');
  const open = useCallback(
    (videoId: string | undefined, side?: Side) =>
      setSearch((present) => {
        present.delete('video');
        present.delete('side');
        if (videoId !== undefined) present.set('video', videoId);
        if (side !== undefined) present.set('side', side);
        return present;
      }),
    [setSearch],
  );
  return (
    <>
      <PageHeader title={isReordering ? actionTexts.order.title : commonTexts.places.queue}>
        {isReordering ? (
          // A long queue is drawn in small pieces.
          <Button variant="primary" onClick={() => startTransition(() => setReordering(false))}>
            {commonTexts.done}
          </Button>
        ) : (
          <QueueActions
            status={status}
            interrupted={interrupted}
            onStatus={setStatus}
            onReorder={() => setReordering(true)}
          />
        )}
      </PageHeader>
      <NoDestinationNote />
      <UploadTray interrupted={interrupted} />
      <VideoList status={status} isReordering={isReordering} onOpen={open} onShowAll={() => setStatus(undefined)} />
      <TaskDialog />
      <Suspense>
        {openId !== null && (
          <DetailsPanel
            videoId={openId}
            side={search.get('side') === 'edit' ? 'edit' : 'overview'}
            onSide={(side) => open(openId, side)}
            onClose={() => open(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
