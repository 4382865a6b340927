import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formTexts } from '../../texts/en/forms.ts';
import { showToast } from '../../ui/toasts.ts';
import { categories } from './categories.ts';
import type { CategoryName } from './category.ts';
import type { Edits } from './edits.ts';
import { saveDraft } from './save-draft.ts';

const inOrder = [
  { name: 'global', save: () => saveDraft(categories.global) },
  { name: 'youtube', save: () => saveDraft(categories.youtube) },
  { name: 'tiktok', save: () => saveDraft(categories.tiktok) },
  { name: 'instagram', save: () => saveDraft(categories.instagram) },
] as const;

/** Saves what is typed of all categories together, and knows what was refused where. */
export function useSettingsEdit(edits: Edits) {
  const [at, setAt] = useState<CategoryName>('global');
  const save = useMutation({
    mutationFn: async () => {
      for (const category of inOrder) {
        setAt(category.name);
        if (!(await category.save())) return false;
      }
      return true;
    },
    onSuccess: (isSaved) => isSaved && showToast(formTexts.saved, 'good'),
  });
  const all = [edits.global, edits.youtube, edits.tiktok, edits.instagram] as const;
  const forAll = (act: (edit: (typeof all)[number]) => void) => {
    for (const edit of all) act(edit);
  };
  return {
    isDirty: all.some((edit) => edit.isDirty),
    isOvertaken: all.some((edit) => edit.overtaken.length > 0),
    isSaving: save.isPending,
    failedAt: at,
    /** What was refused of a category. */
    errorOf: (name: CategoryName): unknown => (name === at ? save.error : null),
    save: () => save.mutate(),
    saveOver: () => {
      forAll((edit) => edit.keepMine());
      save.mutate();
    },
    takeTheirs: () => forAll((edit) => edit.takeTheirs()),
    discard: () => {
      forAll((edit) => edit.discard());
      save.reset();
    },
  };
}

export type SettingsEdit = ReturnType<typeof useSettingsEdit>;
