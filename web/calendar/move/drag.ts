import { type DragEvent, useState } from 'react';
import type { Video } from '../../data/api.ts';
import type { Entry } from '../entries/entry.ts';

/** What is being dragged: something that has a time, or a video that shall get its first one. */
export type Dragged =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'video'; readonly video: Video };

/** Browsers tell a target what is over it only when it is dropped; there is one pointer, so there is one of it. */
let dragged: Dragged | undefined;

/** Makes an element draggable, with the browser's own means: they work with pens and fingers too, and scroll at the edges. */
export function dragProps(what: Dragged | undefined) {
  if (!what) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      dragged = what;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', what.kind === 'entry' ? what.entry.video.filename : what.video.filename);
    },
    onDragEnd: () => {
      dragged = undefined;
    },
  };
}

/**
 * A place to drop things at.
 * @param describe which time the pointer means, as text to be shown; also where the thing would go
 */
export function useDropTarget(
  describe: (event: DragEvent, what: Dragged) => string,
  onDrop: (event: DragEvent, what: Dragged) => void,
) {
  const [hint, setHint] = useState<string>();
  const props = {
    'data-over': hint === undefined ? undefined : true,
    onDragOver: (event: DragEvent) => {
      if (!dragged) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setHint(describe(event, dragged));
    },
    onDragLeave: (event: DragEvent) => {
      const into = event.relatedTarget;
      if (!(into instanceof Node && event.currentTarget.contains(into))) setHint(undefined);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setHint(undefined);
      if (dragged) onDrop(event, dragged);
      dragged = undefined;
    },
  };
  return { hint, props };
}
