import { useEffect, useState } from 'react';

/** The present time, anew every minute or as often as is said. */
export function useNow(everyMilliseconds = 60_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
