import { type DriveFile, isFolder } from '../../domain/drive/drive-file.ts';
import type { ReasonCode } from '../../domain/transfers/reason-texts.ts';
import type { Place } from './build-item.ts';
import type { Target } from './target.ts';

/** Why a file cannot go to the destination, whatever it is. */
export function refusalOf(
  file: DriveFile,
  { parentId }: Pick<Place, 'parentId'>,
  target: Target | null,
): ReasonCode | undefined {
  if (file.trashed) return 'source_trashed';
  if (target && isFolder(file) && target.path.has(file.id)) return 'folder_into_itself';
  if (target && parentId === null && file.parents.includes(target.folder.id)) return 'already_in_place';
  return undefined;
}
