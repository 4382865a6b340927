import { driveTexts } from '../../texts/en/drive.ts';
import type { ChosenFile } from '../browse/chosen.ts';
import { topOf, usePlace } from '../browse/place.ts';
import { type OpenDrive, useOpenDrive } from '../use-open-drive.ts';

const { chosen: texts, browse } = driveTexts;

/** The folder that copies go into. */
export interface Target extends OpenDrive {
  readonly folderId: string;
  readonly folderName: string;
}

/** Where copies would go, or why they cannot. */
export function useTarget(files: readonly ChosenFile[]): {
  readonly target: Target | undefined;
  readonly whyNot: string | undefined;
} {
  const drive = useOpenDrive('destination');
  const place = usePlace('destination', drive?.account.email) ?? topOf(browse.mine);
  if (!drive) return { target: undefined, whyNot: texts.needsDestination };
  if (place.kind !== 'folder' || !place.canAdd) return { target: undefined, whyNot: texts.needsFolder };
  if (files.some(({ id }) => id === place.id)) return { target: undefined, whyNot: texts.same };
  return { target: { ...drive, folderId: place.id, folderName: place.name }, whyNot: undefined };
}
