/** What a file loses on its way, or what is done differently with it, by the code that its item carries. */
export const noteTexts = {
  exported: 'A Google document: a file of the chosen format arrives, the document itself stays.',
  first_sheet_only: 'A spreadsheet of which this format keeps the first sheet alone.',
  export_may_be_too_large: 'Google exports at most 10 MB, and this document is larger.',
  history_not_kept: 'Comments, earlier versions and sharing stay with the original.',
  shortcut_resolved: 'A shortcut to something outside of what was chosen: that arrives in its place.',
  outside_of_selection: 'Reached through a shortcut: it stays at the source.',
  renamed: 'The folder has another file of this name: it arrives under another one.',
  replaced: 'A file of this name is there and gets the new content.',
  not_yours_to_trash: 'You may not lay it in the trash: it stays at the source.',
  changed_not_trashed: 'It was changed at the source after it was copied: the newer one stays there.',
  not_empty_at_source: 'Something is still in this folder: it stays at the source.',
} as const;
export type NoteCode = keyof typeof noteTexts;

/** @returns undefined for a code of an older version */
export function findNoteText(code: string): string | undefined {
  return new Map<string, string>(Object.entries(noteTexts)).get(code);
}
