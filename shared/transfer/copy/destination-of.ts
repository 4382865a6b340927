import type { DriveApi } from '../../domain/drive/drive-api.ts';
import type { ItemContext } from '../item-runner.ts';

/** Where an item goes: the Drive and the folder. */
export function destinationOf({ destination, parentDestId }: ItemContext): { drive: DriveApi; parentId: string } {
  if (!destination || parentDestId === null) throw new Error('This item needs a folder at the destination.');
  return { drive: destination, parentId: parentDestId };
}
