import { type RefObject, Suspense, useCallback, useSyncExternalStore } from 'react';
import { lazyPart } from '../../ui/lazy-part.ts';
import type { Entry } from '../entries/entry.ts';
import { refusals } from './moves.ts';

const OpenRefusal = lazyPart(async () => ({ default: (await import('./open-refusal.tsx')).OpenRefusal }));

interface Props {
  readonly entry: Entry;
  readonly anchor: RefObject<HTMLElement | null>;
}

/** Why an entry came back to where it was, beside it. */
export function Refusal({ entry, anchor }: Props) {
  const read = useCallback(() => refusals.get().get(entry.key), [entry.key]);
  const reasons = useSyncExternalStore(refusals.subscribe, read);
  if (!reasons || entry.isSaving) return null;
  return (
    <Suspense>
      <OpenRefusal entry={entry} anchor={anchor} reasons={reasons} />
    </Suspense>
  );
}
