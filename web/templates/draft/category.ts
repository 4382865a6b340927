import type { UseQueryOptions } from '@tanstack/react-query';
import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { session } from '../../data/session.ts';
import { createStore, type Store } from '../../data/store.ts';
import type { Versioned } from '../../data/versioned.ts';
import type { Draft } from './draft.ts';

export type CategoryName = 'global' | PlatformName;

interface Condition {
  readonly ifMatch: string | undefined;
  readonly onHeaders: (headers: Headers) => void;
}

/** One category of settings: how it is read and saved, and what is typed of it. */
export interface Category<S extends object> {
  readonly name: CategoryName;
  readonly query: UseQueryOptions<Versioned<S>, Error, Versioned<S>, string[]>;
  readonly send: (change: Partial<S>, condition: Condition) => Promise<S>;
  /** Outside of React, so that going to another page and back loses nothing. */
  readonly draft: Store<Draft<S>>;
}

/** A category whose draft is gone when somebody signs out or somebody else signs in. */
export function createCategory<S extends object>(parts: Omit<Category<S>, 'draft'>): Category<S> {
  const draft = createStore<Draft<S>>({ change: {}, base: {} });
  let owner = findUser();
  session.subscribe(() => {
    const user = findUser();
    if (user !== owner) draft.set({ change: {}, base: {} });
    owner = user;
  });
  return { ...parts, draft };
}

/** Who is signed in; the same while a session that has expired is renewed. */
function findUser(): string | undefined {
  const present = session.get();
  return present.kind === 'in' ? present.user.id : undefined;
}
