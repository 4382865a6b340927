import { useEffect, useState } from 'react';
import { readThumbnail, thumbnailsChanged } from './thumbnail-store.ts';

/** Address of a video's picture, while it is shown; undefined where this browser has none. */
export function useThumbnail(videoId: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    const load = async () => {
      if (made !== undefined) return;
      const picture = await readThumbnail(videoId);
      if (!picture || isOver) return;
      made = URL.createObjectURL(picture);
      setUrl(made);
    };
    void load();
    const stop = thumbnailsChanged.subscribe(load);
    return () => {
      isOver = true;
      stop();
      if (made !== undefined) URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [videoId]);
  return url;
}
