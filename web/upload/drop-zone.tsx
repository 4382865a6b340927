import { Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { queryClient } from '../data/query-client.ts';
import { videosQuery } from '../data/videos.ts';
import { uploadTexts as texts } from '../texts/en/upload.ts';
import { addFiles } from './add-files.ts';
import classes from './drop-zone.module.css';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Adds files; whoever has not seen the queue yet may have an interrupted upload there that one of them goes on with. */
async function addDropped(files: readonly File[]): Promise<void> {
  const query = { ...videosQuery('receiving'), staleTime: 60_000 };
  const receiving = await queryClient.fetchInfiniteQuery(query).catch(() => undefined);
  await addFiles(files, receiving?.pages.flatMap(({ videos }) => videos) ?? []);
}

/** Files may be dropped on every page and lead to the queue: a browser left to itself would open them instead of Hopper. */
export function DropZone() {
  const [isOver, setOver] = useState(false);
  const [path, navigate] = useLocation();
  const showQueue = useRef(() => {});
  showQueue.current = () => {
    if (path !== '/') navigate('/');
  };
  useEffect(() => {
    const stop = new AbortController();
    const on = (event: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      addEventListener(event, (happened) => hasFiles(happened) && listener(happened), { signal: stop.signal });
    on('dragover', (event) => {
      event.preventDefault();
      setOver(true);
    });
    // Leaving the window, not one element of it for another.
    on('dragleave', (event) => event.relatedTarget === null && setOver(false));
    on('drop', (event) => {
      event.preventDefault();
      setOver(false);
      void addDropped([...(event.dataTransfer?.files ?? [])]);
      showQueue.current();
    });
    return () => stop.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={classes.zone} aria-hidden>
      <div className={classes.words}>
        <Upload size={28} />
        {texts.drop}
      </div>
    </div>
  );
}
