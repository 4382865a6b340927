import { useEffect, useRef } from 'react';
import { queueTexts as texts } from '../texts/en/queue.ts';
import { Button } from '../ui/button.tsx';
import classes from './video-list.module.css';

interface Props {
  readonly isLoading: boolean;
  readonly onLoad: () => unknown;
}

/** Loads the next page when it comes near; a button for whoever does not scroll. */
export function MoreVideos({ isLoading, onLoad }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || isLoading) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void onLoad();
      },
      { rootMargin: '800px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isLoading, onLoad]);
  return (
    <div ref={place} className={classes.more}>
      <Button busy={isLoading} onClick={() => void onLoad()}>
        {texts.loadMore}
      </Button>
    </div>
  );
}
