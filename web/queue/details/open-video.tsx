import { useDeferredValue, useState } from 'react';
import { UnsavedGuard } from '../../app/unsaved-guard.tsx';
import type { Video } from '../../data/api.ts';
import { formTexts as texts } from '../../texts/en/forms.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { EditForm } from '../edit/edit-form.tsx';
import { useVideoEdit } from '../edit/use-video-edit.ts';
import type { Side } from '../open-video.ts';
import { VideoDetails } from './video-details.tsx';

interface Props {
  readonly video: Video;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onClose: () => void;
}

/** How a video stands, and what it says. Closing it asks first when something is typed and not saved. */
export function OpenVideo({ video, side, onSide, onClose }: Props) {
  const edit = useVideoEdit(video);
  const [isAsking, setAsking] = useState(false);
  // The panel first, what is in it when the browser has shown that.
  const isOpen = useDeferredValue(true, false);
  return (
    <>
      <Dialog
        kind="panel"
        title={video.youtube_title || video.filename}
        onClose={() => (edit.isDirty ? setAsking(true) : onClose())}
      >
        {isOpen ? (
          <Tabs
            label={texts.tabs}
            selected={side}
            onSelect={(id) => onSide(id === 'edit' ? 'edit' : 'overview')}
            tabs={[
              { id: 'overview', title: texts.overview, content: <VideoDetails video={video} /> },
              { id: 'edit', title: texts.edit, content: <EditForm video={video} edit={edit} /> },
            ]}
          />
        ) : (
          <ListSkeleton />
        )}
      </Dialog>
      <UnsavedGuard isDirty={edit.isDirty} onDiscard={edit.discard} />
      {isAsking && (
        <ConfirmDialog
          title={texts.loseTitle}
          confirm={texts.discard}
          onConfirm={() => {
            edit.discard();
            onClose();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{texts.loseText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
