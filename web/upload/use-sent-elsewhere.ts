import { useEffect, useState } from 'react';
import { uploadLockOf } from './upload-lock.ts';

const lookMilliseconds = 2000;

/** Whether another tab of this browser is sending the video just now. */
export function useSentElsewhere(videoId: string): boolean {
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    const name = uploadLockOf(videoId);
    const look = async () => {
      const { held } = await navigator.locks.query();
      setSent(held?.some((lock) => lock.name === name) ?? false);
    };
    void look();
    const timer = setInterval(look, lookMilliseconds);
    return () => clearInterval(timer);
  }, [videoId]);
  return isSent;
}
