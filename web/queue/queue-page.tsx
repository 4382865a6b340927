import { lazy, Suspense, useCallback } from 'react';
import { useSearchParams } from 'wouter';
import { commonTexts } from '../texts/en/common.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { AddButton } from '../upload/add-button.tsx';
import { DropZone } from '../upload/drop-zone.tsx';
import { UploadTray } from '../upload/tray/upload-tray.tsx';
import { useInterrupted } from '../upload/use-interrupted.ts';
import { NoDestinationNote } from './no-destination-note.tsx';
import { StatusFilter } from './status-filter.tsx';
import { useStatusFilter } from './use-status-filter.ts';
import { VideoList } from './video-list.tsx';

const DetailsPanel = lazy(async () => ({ default: (await import('./details/details-panel.tsx')).DetailsPanel }));

/** The queue. Which video is open and which state is shown stands in the address, so that it can be kept and sent. */
export function QueuePage() {
  const [status, setStatus] = useStatusFilter();
  const [search, setSearch] = useSearchParams();
  const interrupted = useInterrupted();
  const openId = search.get('video');
  const open = useCallback(
    (videoId: string | undefined) =>
      setSearch((present) => {
        present.delete('video');
        if (videoId !== undefined) present.set('video', videoId);
        return present;
      }),
    [setSearch],
  );
  return (
    <>
      <PageHeader title={commonTexts.places.queue}>
        <StatusFilter status={status} onChange={setStatus} />
        <AddButton interrupted={interrupted} />
      </PageHeader>
      <NoDestinationNote />
      <UploadTray interrupted={interrupted} />
      <VideoList status={status} onOpen={open} onShowAll={() => setStatus(undefined)} />
      <DropZone interrupted={interrupted} />
      <Suspense>{openId !== null && <DetailsPanel videoId={openId} onClose={() => open(undefined)} />}</Suspense>
    </>
  );
}
