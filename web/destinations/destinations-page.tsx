import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { connectionsQuery } from '../data/connections.ts';
import { shownPlatforms } from '../data/platforms.ts';
import { commonTexts } from '../texts/en/common.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { SimulatedNote } from '../ui/simulated-note.tsx';
import { PlatformSection } from './platform-section.tsx';

const SettingsPanel = lazyPart(async () => ({
  default: (await import('./settings/settings-panel.tsx')).SettingsPanel,
}));

/** Every platform with its accounts, and what holds there for all videos. */
export function DestinationsPage() {
  const list = useQuery(connectionsQuery);
  const [open, setOpen] = useState<PlatformName>();
  return (
    <>
      <PageHeader title={commonTexts.places.destinations} text={texts.text} />
      <SimulatedNote platforms={shownPlatforms} />
      {list.isPending && <ListSkeleton />}
      {list.isError && <LoadError error={list.error} onRetry={list.refetch} />}
      {list.data &&
        shownPlatforms.map((platform) => (
          <PlatformSection
            key={platform}
            platform={platform}
            accounts={list.data.filter((account) => account.platform === platform)}
            onSettings={() => setOpen(platform)}
          />
        ))}
      <Suspense>{open && <SettingsPanel platform={open} onClose={() => setOpen(undefined)} />}</Suspense>
    </>
  );
}
