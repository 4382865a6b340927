import { GripVertical } from 'lucide-react';
import { useState } from 'react';
import { Button, GridList, GridListItem, ListLayout, useDragAndDrop, Virtualizer } from 'react-aria-components';
import type { Video } from '../../data/api.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { placeIds } from '../actions/move-ids.ts';
import { reorderVideos } from '../actions/video-actions.ts';
import { Thumbnail } from '../card/thumbnail.tsx';
import classes from './reorder-list.module.css';

const { order: texts } = actionTexts;

/** Every row has this height, so that only those in sight are there, however long the queue is. */
const layoutOptions = { rowHeight: 60 };

/** The queue as short rows that can be dragged with mouse, finger and keyboard. */
export function ReorderList({ videos }: { readonly videos: readonly Video[] }) {
  const [order, setOrder] = useState<readonly string[]>(() => videos.map(({ id }) => id));
  const byId = new Map(videos.map((video) => [video.id, video]));
  const shown = order.flatMap((id) => byId.get(id) ?? []);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const moved = new Set([...keys].map(String));
      const next = placeIds(order, moved, { id: String(target.key), isBefore: target.dropPosition === 'before' });
      setOrder(next);
      void reorderVideos(next);
    },
  });
  return (
    <>
      <p className={classes.text}>{texts.text}</p>
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <GridList
          aria-label={texts.list}
          items={shown}
          dragAndDropHooks={dragAndDropHooks}
          className={classes.list ?? ''}
        >
          {(video) => <Row video={video} />}
        </GridList>
      </Virtualizer>
    </>
  );
}

function Row({ video }: { readonly video: Video }) {
  const title = video.youtube_title || video.filename;
  return (
    <GridListItem id={video.id} textValue={title} className={classes.row ?? ''}>
      <Button slot="drag" className={classes.handle ?? ''} aria-label={texts.drag(title)}>
        <GripVertical size={18} aria-hidden />
      </Button>
      <div className={classes.picture}>
        <Thumbnail video={video} />
      </div>
      <span className={classes.title}>{title}</span>
    </GridListItem>
  );
}
