import { useQuery } from '@tanstack/react-query';
import { useStore } from '../../data/store.ts';
import type { Category } from './category.ts';
import { dropFromDraft, findOvertaken, isEmptyDraft, rebaseDraft, touchDraft } from './draft.ts';

/** A category as the page shows it: what is saved, and over it what is typed. */
export interface CategoryEdit<S> {
  readonly values: S;
  readonly saved: S;
  readonly isDirty: boolean;
  /** Names of fields that were changed here and elsewhere. */
  readonly overtaken: readonly string[];
  readonly touch: (more: Partial<S>) => void;
  readonly discard: () => void;
  /** What is typed here counts. */
  readonly keepMine: () => void;
  /** What was saved elsewhere counts. */
  readonly takeTheirs: () => void;
}

export function useCategory<S extends object>({ query, draft }: Category<S>) {
  const { data, error, refetch } = useQuery(query);
  const present = useStore(draft);
  return { error, refetch, edit: data && buildEdit(data.settings) };

  function buildEdit(saved: S): CategoryEdit<S> {
    const overtaken = findOvertaken(present, saved);
    return {
      values: { ...saved, ...present.change },
      saved,
      isDirty: !isEmptyDraft(present),
      overtaken,
      touch: (more) => draft.set((before) => touchDraft(before, more, saved)),
      discard: () => draft.set({ change: {}, base: {} }),
      keepMine: () => draft.set((before) => rebaseDraft(before, saved)),
      takeTheirs: () => draft.set((before) => dropFromDraft(before, overtaken)),
    };
  }
}
