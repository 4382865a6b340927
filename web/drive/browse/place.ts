import { type DriveEnd, driveTokenOf } from '../../data/drive-access.ts';
import { type Store, useStore } from '../../data/store.ts';
import { createKeptStore } from '../kept-store.ts';

/** A folder, or what others have shared with the account. */
export type Place =
  | {
      readonly kind: 'folder';
      readonly id: string;
      readonly name: string;
      /** Whether the account may put something into it, as far as that is known. */
      readonly canAdd: boolean;
      /** Of a shared drive. */
      readonly driveId: string | null;
    }
  | { readonly kind: 'shared' };

interface KeptPlace {
  /** Ids of one account say nothing in another. */
  readonly email: string;
  readonly place: Place;
}

/** @param name of My Drive, as people read it */
export function topOf(name: string): Place {
  return { kind: 'folder', id: 'root', name, canAdd: true, driveId: null };
}

const stores: Readonly<Record<DriveEnd, Store<KeptPlace | null>>> = {
  source: openStore('source'),
  destination: openStore('destination'),
};

function openStore(end: DriveEnd): Store<KeptPlace | null> {
  const store = createKeptStore(`${end}-place`, parseKept);
  const token = driveTokenOf(end);
  token.subscribe(() => token.get() === null && store.set(null));
  return store;
}

/** Where one is in the Drive of an end; undefined = not gone anywhere yet. */
export function usePlace(end: DriveEnd, email: string | undefined): Place | undefined {
  const kept = useStore(stores[end]);
  return kept && kept.email === email ? kept.place : undefined;
}

export function goTo(end: DriveEnd, email: string, place: Place): void {
  stores[end].set({ email, place });
}

function parseKept(value: unknown): KeptPlace | undefined {
  const { email, place } = Object(value);
  const { kind, id, name, canAdd, driveId } = Object(place);
  if (typeof email !== 'string') return undefined;
  if (kind === 'shared') return { email, place: { kind } };
  if (kind !== 'folder' || typeof id !== 'string' || typeof name !== 'string') return undefined;
  return {
    email,
    place: { kind, id, name, canAdd: canAdd === true, driveId: typeof driveId === 'string' ? driveId : null },
  };
}
