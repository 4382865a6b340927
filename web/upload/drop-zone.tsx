import { Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Video } from '../data/api.ts';
import { uploadTexts as texts } from '../texts/en/upload.ts';
import { addFiles } from './add-files.ts';
import classes from './drop-zone.module.css';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Files may be dropped anywhere on the page. */
export function DropZone({ interrupted }: { readonly interrupted: readonly Video[] }) {
  const [isOver, setOver] = useState(false);
  const latest = useRef(interrupted);
  latest.current = interrupted;
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
      void addFiles([...(event.dataTransfer?.files ?? [])], latest.current);
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
