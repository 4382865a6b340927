import type { Cause } from './transfer.ts';

/** Why the plan leaves something out, or cannot move it, with what can be done about it. */
export const reasonTexts = {
  already_there: 'The folder has this file already, byte for byte.',
  name_taken:
    'The folder has another file of this name. It was left as it is; choose rename or replace to move this one.',
  export_left: 'A Google document, which was to be left where it is.',
  not_movable: 'Google lets nobody export this kind of document. Copy it by hand in its editor.',
  not_a_video: 'Neither an MP4 nor a QuickTime video.',
  already_imported: 'This video has been imported before.',
  video_deleted: 'You have deleted the video while it was arriving.',
  empty_file: 'The file has no bytes.',
  video_too_large: 'A video may have at most 256 GiB.',
  shortcut_broken: 'The shortcut points to nothing that is still there, or that you may see.',
  shortcut_resolved: 'What this shortcut points to arrives in its place.',
  shortcut_target_left: 'What this shortcut points to is not moved.',
  source_gone: 'It is not at the source any more, or you may not see it.',
  source_trashed: 'It lies in the trash. Take it back and try again.',
  already_in_place: 'It is in this folder already: source and destination are the same.',
  folder_into_itself: 'A folder cannot go into itself, or into a folder within it.',
  no_download_permission: 'Its owner does not let you download it. Ask for permission and try again.',
  no_list_permission: 'You may not see what is in this folder. Ask for permission and try again.',
} as const;
export type ReasonCode = keyof typeof reasonTexts;

export function reasonOf(code: ReasonCode): Cause {
  return { code, message: reasonTexts[code] };
}
