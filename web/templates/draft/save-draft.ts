import { hasCode } from '../../data/errors.ts';
import { queryClient } from '../../data/query-client.ts';
import { type Versioned, withEtag } from '../../data/versioned.ts';
import type { Category } from './category.ts';
import { findOvertaken, isEmptyDraft, settleDraft } from './draft.ts';

/** Whoever changes settings in the same instant is let pass that often. */
const maxTries = 5;

/**
 * Saves what is typed of one category, on top of what is saved now: other fields may have changed meanwhile, the same ones
 * may not.
 * @returns false when a field was changed elsewhere too, and a person has to say which change counts
 * @throws ApiError
 */
export async function saveDraft<S extends object>(category: Category<S>): Promise<boolean> {
  const { draft } = category;
  if (isEmptyDraft(draft.get())) return true;
  for (let left = maxTries - 1; ; left--) {
    const present = await queryClient.fetchQuery({ ...category.query, staleTime: 0 });
    if (findOvertaken(draft.get(), present.settings).length > 0) return false;
    const saved = await trySaving(category, present.etag, left === 0);
    if (saved) return true;
  }
}

async function trySaving<S extends object>(
  { query, draft, send }: Category<S>,
  ifMatch: string | undefined,
  isLast: boolean,
): Promise<boolean> {
  const { change } = draft.get();
  try {
    const saved: Versioned<S> = await withEtag((listening) => send(change, { ...listening, ifMatch }));
    queryClient.setQueryData(query.queryKey, saved);
    draft.set((present) => settleDraft(present, change, saved.settings));
    return true;
  } catch (error) {
    if (isLast || !hasCode(error, 'precondition_failed')) throw error;
    return false;
  }
}
