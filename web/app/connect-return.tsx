import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { platformTitles, shownPlatforms } from '../data/platforms.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { showToast } from '../ui/toasts.ts';

const reasons: Readonly<Record<string, string>> = texts.connectErrors;

/** Who comes back from a platform's consent page is told how it went, and led to where the account now stands. */
export function ConnectReturn() {
  const [, navigate] = useLocation();
  useEffect(() => {
    const search = new URLSearchParams(location.search);
    const connected = search.get('connected');
    const reason = search.get('connect_error');
    if (connected === null && reason === null) return;
    const platform = shownPlatforms.find((name) => name === connected);
    if (reason !== null) showToast(reasons[reason] ?? texts.connectErrors.platform_error, 'bad');
    else showToast(texts.connected(platform ? platformTitles[platform] : texts.unknownPlatform), 'good');
    navigate('/destinations', { replace: true });
  }, [navigate]);
  return null;
}
